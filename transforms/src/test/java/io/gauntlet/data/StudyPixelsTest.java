package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.schema.Study;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudyPixelsTest {
  private static final Study STUDY =
      Study.newBuilder()
          .setUid("1")
          .setImages(Studies.images("here/f.png", "here/l.png"))
          .setCaption("no effusion")
          .setLabel(ClassNames.NORMAL)
          .build();

  private static StudyPixels views(int height, int width, float first) {
    float[] values = new float[height * width];
    values[0] = first;
    Pixels lateral = Pixels.of(1, 1, new float[] {0.5f});
    return new StudyPixels(
        ImmutableSortedMap.of(
            Studies.FRONTAL, Pixels.of(height, width, values), Studies.LATERAL, lateral));
  }

  private static String digest(StudyPixels pixels, Study study) {
    return pixels.digested(study).getDigest();
  }

  @Test
  void whatIsShownAndSaidDecidesAndNotWhereTheFilesAre() {
    Study moved =
        Study.newBuilder(STUDY)
            .setUid("2")
            .setImages(Studies.images("there/f.png", "there/l.png"))
            .build();
    assertEquals(digest(views(2, 3, 0), STUDY), digest(views(2, 3, 0), moved));
    Set<String> others =
        Set.of(
            digest(views(2, 3, 0), STUDY),
            digest(views(3, 2, 0), STUDY),
            digest(views(2, 3, 0.1f), STUDY),
            digest(StudyPixels.NONE, STUDY),
            digest(views(2, 3, 0), Study.newBuilder(STUDY).setCaption("effusion").build()),
            digest(views(2, 3, 0), Study.newBuilder(STUDY).setLabel(ClassNames.ABNORMAL).build()));
    assertEquals(6, others.size());
  }

  @Test
  void aDigestThatWasTakenIsKept() {
    Study digested = views(2, 3, 0).digested(STUDY);
    assertSame(digested, StudyPixels.NONE.digested(digested));
    assertNotEquals(digested, STUDY);
  }

  @Test
  void theFrontalViewIsFirstAtEachSize() {
    assertEquals(0.25f, views(1, 1, 0.25f).resized(Views.BOTH.names(), 2, 2)[3]);
    assertEquals(0.5f, views(1, 1, 0.25f).resized(Views.BOTH.names(), 2, 2)[4]);
  }
}
