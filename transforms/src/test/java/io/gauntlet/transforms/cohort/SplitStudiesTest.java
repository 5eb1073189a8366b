package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
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

  /** Visits of a patient stay together, wherever their uids alone would put them. */
  @Test
  void noPatientIsInBothParts() {
    List<Study> visits = new ArrayList<>();
    for (int visit = 0; visit < 600; visit++) {
      visits.add(Study.newBuilder(studies().get(visit)).setPatient("patient " + visit / 3).build());
    }
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split =
        pipeline
            .apply(Create.of(visits).withCoder(AvroCoder.of(Study.class)))
            .apply(SplitStudies.withSeed(7).withTrainFraction(0.7));
    PCollection<KV<String, Long>> parts =
        PCollectionList.of(patients("Train", split.train()))
            .and(patients("Test", split.test()))
            .apply(Flatten.pCollections())
            .apply(Count.perElement());
    PAssert.that(parts.apply(Values.create()).apply("Other", Filter.by(count -> count != 1)))
        .empty();
    PAssert.thatSingleton(parts.apply("Patients", Count.globally())).isEqualTo(200L);
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<String> patients(String part, PCollection<Study> studies) {
    return studies
        .apply(
            part + "Patients", MapElements.into(TypeDescriptors.strings()).via(Study::getPatient))
        .apply(part + "Distinct", Distinct.create());
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

  @Test
  void modelsAreNotAskedAboutWhatTheyWereTrainedOnWhateverTheCohortsNumbers() {
    List<Study> all = studies();
    assertEquals(
        "split: the models of runs/1 were trained on 3 of the studies that would be attacked, study 1"
            + " among them; give --seed and --trainFraction as that run has them, or other studies",
        unseen(all.subList(1, 50), all.subList(48, 100), all.subList(1, 2)).orElseThrow());
    assertEquals(Optional.empty(), unseen(all.subList(0, 50), all.subList(50, 100), List.of()));
    Study other = Study.newBuilder(all.get(3)).setCaption("another patient").build();
    assertEquals(Optional.empty(), unseen(all.subList(0, 50), List.of(other), List.of()));
  }

  private static Optional<String> unseen(
      List<Study> trained, List<Study> attacked, List<Study> more) {
    Pipeline pipeline = Pipeline.create();
    AvroCoder<Study> coder = AvroCoder.of(Study.class);
    pipeline
        .apply(
            "Attacked",
            Create.of(Lists.newArrayList(Iterables.concat(attacked, more))).withCoder(coder))
        .apply(
            RequireUnseen.by(
                pipeline.apply("Trained", Create.of(trained).withCoder(coder)), "runs/1"));
    try {
      pipeline.run().waitUntilFinish();
      return Optional.empty();
    } catch (Pipeline.PipelineExecutionException e) {
      return Optional.of(e.getCause().getMessage());
    }
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
