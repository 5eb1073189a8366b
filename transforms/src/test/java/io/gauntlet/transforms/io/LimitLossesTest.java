package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitLossesTest {
  private final Pipeline pipeline = Pipeline.create();

  /** Ten rows of the uid of a study that was used are no loss, whatever the layout. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        RowReasons.DUPLICATE_REPORT,
        RowReasons.DUPLICATE_STUDY,
        RowReasons.ORPHAN_PROJECTION
      })
  void rowsThatAreNoStudyAreNotLost(String reason) {
    PCollection<Long> lost =
        lost(
            0.25,
            IntStream.range(0, 10)
                .mapToObj(row -> quarantined("extra-" + row, reason))
                .toArray(Quarantined[]::new));

    PAssert.thatSingleton(lost).isEqualTo(0L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aStudyIsLostOnceHoweverOftenItIsSaid() {
    PCollection<Long> lost =
        lost(0.25, quarantined("study-0", "no-file"), quarantined("study-0", "no-file"));

    PAssert.thatSingleton(lost).isEqualTo(1L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void moreThanTheShareEndsTheRun() {
    lost(
        0.25,
        quarantined("study-0", "no-file"),
        quarantined("lost-1", "no-label"),
        quarantined("lost-2", "no-label"));

    PipelineExecutionException failed =
        assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());
    String message = Throwables.getRootCause(failed).getMessage();
    assertTrue(
        message.startsWith("the stage join lost 3 of 6 studies, 2 of them by no-label"), message);
  }

  /** Of four studies. */
  private PCollection<Long> lost(double share, Quarantined... quarantined) {
    PCollection<Study> studies =
        pipeline.apply(
            "Studies",
            Create.of(IntStream.range(0, 4).mapToObj(i -> study("study-" + i)).toList()));
    PCollection<String> written =
        pipeline.apply("Written", Create.empty(TypeDescriptors.strings()));
    return pipeline
        .apply("Quarantined", Create.of(Arrays.asList(quarantined)))
        .apply(LimitLosses.of("join", studies, written, share));
  }

  private static Study study(String uid) {
    return Study.newBuilder()
        .setUid(uid)
        .setCaption("no findings")
        .setLabel("NORMAL")
        .setAttributes(List.of())
        .build();
  }

  private static Quarantined quarantined(String uid, String reason) {
    return new Quarantined("cohort.csv", 1L, uid, reason, "a detail");
  }
}
