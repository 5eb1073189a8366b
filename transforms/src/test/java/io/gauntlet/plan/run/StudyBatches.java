package io.gauntlet.plan.run;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.stream.IntStream;

/** Studies made by hand, for batches. */
public final class StudyBatches {
  private StudyBatches() {}

  /** A study of a class, by its index. */
  public static Study study(String uid, String caption, int label) {
    return Study.newBuilder()
        .setUid(uid)
        .setCaption(caption)
        .setLabel(ClassNames.NORMAL_ABNORMAL.get(label))
        .build();
  }

  /** Studies of the two classes in turn, the first NORMAL. */
  public static List<Study> studies(List<String> uids, List<String> captions) {
    return IntStream.range(0, uids.size())
        .mapToObj(i -> study(uids.get(i), captions.get(i), i % 2))
        .toList();
  }
}
