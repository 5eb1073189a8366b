package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.data.ClassNames;
import io.gauntlet.records.parts.StudySample;
import io.gauntlet.records.parts.StudySample.Share;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleStudiesTest {

  /** The sample in a pipeline is the one that the tally draws, whatever the parallelism. */
  @ParameterizedTest
  @CsvSource({"1, 60", "3, 60", "2, 1000"})
  void theSameStudiesAreDrawnWhateverTheParallelism(int threads, int size) {
    List<Study> studies = studies(150, 50);
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--targetParallelism=" + threads).create());
    SampleStudies.Result sample =
        pipeline
            .apply(Create.of(studies).withCoder(AvroCoder.of(Study.class)))
            .apply(SampleStudies.of(size).withSeed(7));
    Set<String> expected = drawn(studies, size, 7);
    PAssert.that(
            sample.studies().apply(MapElements.into(TypeDescriptors.strings()).via(Study::getUid)))
        .containsInAnyOrder(expected);
    PAssert.that(sample.sample()).containsInAnyOrder(tally(studies, size, 7).sample(7));
    pipeline.run().waitUntilFinish();
    assertEquals(Math.min(size, 200), expected.size());
  }

  @ParameterizedTest
  @CsvSource({
    "150, 50, 60, 45, 15",
    "150, 50, 61, 46, 15",
    "150, 50, 500, 150, 50",
    "199, 1, 10, 9, 1",
    "199, 1, 1, 1, 0",
    "10, 0, 4, 4, 0",
  })
  void eachClassKeepsItsShare(int abnormal, int normal, int size, int ofAbnormal, int ofNormal) {
    ImmutableList.Builder<Share> shares = ImmutableList.builder();
    shares.add(new Share(ClassNames.ABNORMAL, ofAbnormal, abnormal));
    if (normal > 0) {
      shares.add(new Share(ClassNames.NORMAL, ofNormal, normal));
    }
    List<Study> studies = studies(abnormal, normal);
    StudySample sample = tally(studies, size, 1).sample(1);
    assertEquals(new StudySample(size, 1, shares.build()), sample);
    assertEquals(ofAbnormal + ofNormal, drawn(studies, size, 1).size());
    assertEquals(size >= abnormal + normal, sample.isWhole());
  }

  /** Sixty of 240 studies stay, but for the places that the added ones take. */
  @Test
  void studiesThatAreAddedMoveAtMostAsManyOthers() {
    Set<String> before = drawn(studies(180, 60), 60, 1);
    Set<String> after = drawn(studies(186, 62), 60, 1);
    Set<String> gone = Sets.difference(before, after);
    assertTrue(gone.size() <= 8, gone.toString());
    Set<String> larger = drawn(studies(180, 60), 120, 1);
    assertTrue(larger.containsAll(before), "a larger sample has the smaller one in it");
  }

  @Test
  void anotherSeedDrawsOthers() {
    List<Study> studies = studies(150, 50);
    assertTrue(
        Sets.intersection(drawn(studies, 40, 1), drawn(studies, 40, 2)).size() < 25,
        "two seeds draw much the same");
  }

  /** Of studies that were not there to be drawn, a sample would have had some. */
  @ParameterizedTest
  @ValueSource(ints = {60, 140, 200})
  void outcomesAreKeptOfStudiesThatWouldBeDrawn(int size) {
    List<Study> studies = studies(150, 50);
    List<Study> there = studies.subList(20, 200);
    Pipeline pipeline = Pipeline.create();
    PCollection<Study> from =
        pipeline.apply("There", Create.of(there).withCoder(AvroCoder.of(Study.class)));
    PCollection<String> kept =
        pipeline
            .apply("Outcomes", Create.of(studies.stream().map(SampleStudiesTest::outcome).toList()))
            .apply(LikeSample.of(SampleStudies.of(size).withSeed(7), from))
            .apply(MapElements.into(TypeDescriptors.strings()).via(Outcome::getUid));
    Set<String> drawn = drawn(there, size, 7);
    long last =
        studies.stream()
            .filter(study -> drawn.contains(study.getUid()))
            .filter(study -> study.getLabel().equals(ClassNames.ABNORMAL))
            .mapToLong(study -> SampleTally.rank(7, study.getUid()))
            .max()
            .orElseThrow();
    Set<String> expected = new TreeSet<>(drawn);
    studies.subList(0, 20).stream()
        .map(Study::getUid)
        .filter(uid -> size > there.size() || SampleTally.rank(7, uid) <= last)
        .forEach(expected::add);
    assertTrue(expected.size() > drawn.size());
    assertEquals(size > there.size(), expected.size() == 200);
    PAssert.that(kept).containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  private static Outcome outcome(Study study) {
    return Outcomes.of(
            study.getUid(), "image", "none", study.getLabel().equals(ClassNames.ABNORMAL), 1, 1)
        .build();
  }

  @Test
  void itSaysWhatItIs() {
    assertEquals(
        "60 of 200 studies (ABNORMAL 45 of 150, NORMAL 15 of 50)",
        tally(studies(150, 50), 60, 1).sample(1).text());
    assertThrows(IllegalArgumentException.class, () -> SampleStudies.of(0));
  }

  private static Set<String> drawn(List<Study> studies, int size, long seed) {
    var last = tally(studies, size, seed).lastRanks();
    return studies.stream()
        .filter(study -> SampleTally.rank(seed, study.getUid()) <= last.get(study.getLabel()))
        .map(Study::getUid)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** In two tallies of an arbitrary order, which are merged. */
  private static SampleTally tally(List<Study> studies, int size, long seed) {
    List<Study> shuffled = new ArrayList<>(studies);
    Collections.shuffle(shuffled, new Random(size));
    SampleTally tally = new SampleTally(size);
    SampleTally other = new SampleTally(size);
    for (int i = 0; i < shuffled.size(); i++) {
      (i % 3 == 0 ? tally : other).add(shuffled.get(i), seed);
    }
    other.merge(tally);
    return other;
  }

  private static List<Study> studies(int abnormal, int normal) {
    return Stream.concat(
            IntStream.range(0, abnormal).mapToObj(i -> study("a" + i, ClassNames.ABNORMAL)),
            IntStream.range(0, normal).mapToObj(i -> study("n" + i, ClassNames.NORMAL)))
        .toList();
  }

  private static Study study(String uid, String label) {
    return Study.newBuilder().setUid(uid).setCaption("clear").setLabel(label).build();
  }
}
