package io.gauntlet.plan.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Victim;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Studies and victims that do not go together are refused in one line. */
class StudyBatchClassesTest {
  private static final List<String> THREE = List.of("normal", "pneumonia", "covid");

  private record Named(List<String> classNames, OperatingPoint operatingPoint) implements Victim {
    @Override
    public Map<Modality, Branch> branches() {
      return Map.of();
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private static Study study(String uid, List<String> classes) {
    return Study.newBuilder()
        .setUid(uid)
        .setCaption("")
        .setImages(List.of())
        .setClassNames(classes)
        .setLabel(classes.get(1))
        .build();
  }

  private static void assertRefused(String message, Runnable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt::run).getMessage());
  }

  @Test
  void aVictimOfOtherClassesIsRefused() {
    StudyBatch batch =
        new StudyBatch(List.of(study("7", THREE)), Optional.empty(), ImmutableList.of());
    Victim fits = new Named(THREE, OperatingPoint.HALF);
    assertSame(fits, batch.fitting("image", fits));
    assertRefused(
        "the victim image has the classes [NORMAL, ABNORMAL], and study 7 has [normal, pneumonia,"
            + " covid]; attack a victim of the studies' classes, in their order",
        () -> batch.fitting("image", new Named(ClassNames.NORMAL_ABNORMAL, OperatingPoint.HALF)));
  }

  @Test
  void aThresholdIsOfTwoClasses() {
    StudyBatch batch =
        new StudyBatch(List.of(study("7", THREE)), Optional.empty(), ImmutableList.of());
    assertRefused(
        "a threshold is of two classes, and there are 3; leave it out",
        () -> batch.fitting("image", new Named(THREE, new OperatingPoint(0.3))));
  }

  @Test
  void aMixtureIsRefused() {
    assertRefused(
        "study 7 has the classes [normal, pneumonia, covid], and study 8 has [a, b]; attack studies"
            + " that all have the same classes",
        () ->
            new StudyBatch(
                List.of(study("7", THREE), study("8", List.of("a", "b"))),
                Optional.empty(),
                ImmutableList.of()));
  }
}
