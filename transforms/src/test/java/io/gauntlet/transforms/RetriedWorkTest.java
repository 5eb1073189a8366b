package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a runner does that gives work to two workers at once, and keeps the output of one, or does
 * work again that was finished: each step is there twice, side by side, and writes to one place.
 */
class RetriedWorkTest {
  private static final List<String> ATTEMPTS = List.of("Attempt1", "Attempt2");
  private static final RunFacts RUN = RunFacts.in("run").withData("sha256:1");
  private static final Instant NIGHT = Instant.parse("2026-01-31T01:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void drawCohort() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 24, 16, 1);
  }

  @Test
  void twoAttemptsOfATrainingLeaveOneModelAndSoDoesALaterOne() throws IOException {
    train(ATTEMPTS);
    Path text = folder.resolve("models/text");
    assertEquals(
        Set.of("card.json", "config.json", "model.safetensors", "tokenizer.json"), in(text));
    String digest = ModelFolder.card(new RunFiles(text.toString())).digest();
    byte[] weights = Files.readAllBytes(text.resolve("model.safetensors"));

    train(List.of("AfterIt"));
    assertEquals(digest, ModelFolder.card(new RunFiles(text.toString())).digest());
    assertEquals(4, in(text).size());
    assertEquals(
        -1, Arrays.mismatch(weights, Files.readAllBytes(text.resolve("model.safetensors"))));
  }

  private void train(List<String> attempts) {
    Pipeline pipeline = pipeline();
    PCollection<Study> studies = studies(pipeline);
    PCollectionList<ModelReference> models = PCollectionList.empty(pipeline);
    for (String attempt : attempts) {
      models = models.and(studies.apply(attempt, training()).models());
    }
    // Whichever the runner keeps, it is the same.
    PAssert.thatSingleton(
            models
                .apply(Flatten.pCollections())
                .apply(
                    "Text",
                    MapElements.into(TypeDescriptors.strings())
                        .via((ModelReference model) -> model.toString()))
                .apply(Count.perElement())
                .apply(
                    "Times",
                    MapElements.into(TypeDescriptors.longs())
                        .via((KV<String, Long> times) -> times.getValue())))
        .isEqualTo((long) attempts.size());
    pipeline.run().waitUntilFinish();
  }

  private TrainVictims training() {
    return TrainVictims.into(folder.resolve("models").toString())
        .of(SmallVictims.of("text", 16, Recipe.of(4, 8, 1e-3, 1, 0.5, 1)));
  }

  @Test
  void twoAttemptsOfTheAttackGiveTheSameOutcomesAndWhatTheyWriteIsThereOnce() throws IOException {
    train(List.of("Once"));
    Pipeline pipeline = pipeline();
    PCollection<Study> studies = studies(pipeline);
    PCollection<ModelReference> victims =
        pipeline.apply(ReadModels.from(folder.resolve("models").toString()));
    AttackStudies attack =
        AttackStudies.withGrid(AttackGrid.of(List.of("half-sentence-deletion", "pwws"), List.of()))
            .against(victims)
            .withBatch(8)
            .withGallery(2);
    PCollectionList<Outcome> all = PCollectionList.empty(pipeline);
    for (String attempt : ATTEMPTS) {
      all = all.and(studies.apply(attempt, attack).outcomes());
    }
    PAssert.that(
            all.apply(Flatten.pCollections())
                .apply(
                    "Text",
                    MapElements.into(TypeDescriptors.strings())
                        .via((Outcome outcome) -> outcome.toString()))
                .apply("CountSame", Count.perElement())
                .apply(
                    "Times",
                    MapElements.into(TypeDescriptors.longs())
                        .via((KV<String, Long> times) -> times.getValue()))
                .apply("CountTimes", Count.perElement()))
        .containsInAnyOrder(List.of(KV.of(2L, 24L * 3)));

    PCollection<Outcome> kept = all.get(0);
    PCollection<Scorecard> scorecard = kept.apply(ScoreOutcomes.create());
    PCollection<Verdict> verdict = kept.apply(CompareToReference.of(all.get(1)).between(RUN, RUN));
    PCollection<String> json =
        verdict.apply(
            "AsJson", MapElements.into(TypeDescriptors.strings()).via(VerdictJson::write));
    String run = folder.resolve("run").toString();
    String history = folder.resolve("history").toString();
    twice(json, "Verdict", () -> WriteRunFile.of(run, "verdict.json"));
    twice(scorecard, "Report", () -> WriteReport.to(run));
    twice(
        scorecard, "History", () -> WriteHistory.to(history, MakeHistory.of(verdict, RUN, NIGHT)));
    pipeline.run().waitUntilFinish();

    assertEquals(
        Set.of("report.html", "report.md", "scorecard.json", "verdict.json"),
        in(folder.resolve("run")));
    assertEquals(
        Verdict.Status.INCONCLUSIVE,
        VerdictJson.read(Files.readString(folder.resolve("run/verdict.json"))).status(),
        "24 studies are too few to pass");
    assertEquals(Set.of("2026-01-31T01-00-00Z.avro"), in(folder.resolve("history")));
    try (DataFileReader<HistoryRow> rows =
        new DataFileReader<>(
            folder.resolve("history/2026-01-31T01-00-00Z.avro").toFile(),
            new SpecificDatumReader<>(HistoryRow.class))) {
      Set<String> cells = new TreeSet<>();
      int found = 0;
      for (HistoryRow row : rows) {
        cells.add(row.getVictim() + " " + row.getAttack());
        found++;
      }
      assertEquals(3, found);
      assertEquals(3, cells.size());
    }
  }

  private static <T, R> void twice(
      PCollection<T> input,
      String name,
      Supplier<PTransform<PCollection<T>, PCollection<R>>> step) {
    ATTEMPTS.forEach(attempt -> input.apply(name + attempt, step.get()));
  }

  private static Pipeline pipeline() {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(4);
    return Pipeline.create(options);
  }

  private PCollection<Study> studies(Pipeline pipeline) {
    Path cohort = folder.resolve("cohort");
    return pipeline
        .apply(
            "Join",
            JoinStudies.fromIndiana(
                    cohort.resolve(SyntheticCohort.REPORTS).toString(),
                    cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                .withModalities(Set.of(Modality.TEXT)))
        .studies();
  }

  private static Set<String> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }
}
