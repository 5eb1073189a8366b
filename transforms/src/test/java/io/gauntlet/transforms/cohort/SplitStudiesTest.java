package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitStudiesTest {
  private static final int STUDIES = 2000;

  @Test
  void theShareIsMetOnAverage() {
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split =
        pipeline
            .apply(Create.of(studies()).withCoder(AvroCoder.of(Study.class)))
            .apply(SplitStudies.withSeed(7).withTrainFraction(0.7));
    PAssert.thatSingleton(split.train().apply("Train", Count.globally()))
        .satisfies(
            train -> {
              assertTrue(Math.abs(train - 0.7 * STUDIES) < 80, train + " train");
              return null;
            });
    PAssert.thatSingleton(split.test().apply("Test", Count.globally()))
        .satisfies(
            test -> {
              assertTrue(Math.abs(test - 0.3 * STUDIES) < 80, test + " test");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aSplitThatLeavesNothingToAttackFailsInASentence() {
    assertEquals(
        "split: the test part is empty: all 2000 studies train at --trainFraction=0.9999999; give a"
            + " smaller --trainFraction, or more studies",
        failure(0.9999999));
    assertEquals(
        "split: the training part is empty: all 2000 studies test at --trainFraction=1.0E-7; give a"
            + " larger --trainFraction, or more studies",
        failure(1e-7));
  }

  private static String failure(double trainFraction) {
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split =
        pipeline
            .apply(Create.of(studies()).withCoder(AvroCoder.of(Study.class)))
            .apply(SplitStudies.withSeed(7).withTrainFraction(trainFraction));
    pipeline.apply(RequireBothParts.of(split, trainFraction));
    return assertThrows(
            Pipeline.PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish())
        .getCause()
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void aShareOutsideIsRefused(double fraction) {
    assertThrows(
        IllegalArgumentException.class, () -> SplitStudies.withSeed(1).withTrainFraction(fraction));
  }

  private static List<Study> studies() {
    return IntStream.range(0, STUDIES)
        .mapToObj(
            uid ->
                Study.newBuilder()
                    .setUid(Integer.toString(uid))
                    .setCaption("clear")
                    .setLabel(ClassNames.NORMAL)
                    .build())
        .toList();
  }
}
