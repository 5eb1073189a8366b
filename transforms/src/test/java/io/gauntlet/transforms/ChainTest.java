package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.order.AtOnce;
import io.gauntlet.transforms.attacking.order.Deadline;
import io.gauntlet.transforms.attacking.order.PrimariesFirst;
import io.gauntlet.transforms.attacking.order.WorkOrder;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
  private static final int STUDIES = 40;
  private static final AttackGrid GRID =
      AttackGrid.of(
          List.of(
              "fgsm",
              "pgd:steps=2",
              "half-sentence-deletion",
              "fgsm+half-sentence-deletion",
              "checkerboard:epsilon=0.1"),
          List.of("pgd:steps=2"));

  @TempDir static Path cohort;
  @TempDir private Path run;

  @BeforeAll
  static void drawCohort() throws IOException {
    SyntheticCohort.write(cohort, STUDIES, 16, 1);
  }

  @Test
  void theScorecardIsTheSameWhateverTheParallelism() throws IOException {
    String one = scorecard(run.resolve("one"), 1);
    String four = scorecard(run.resolve("four"), 4);
    assertEquals(one, four);
    assertEquals(
        one,
        scorecard(
            run.resolve("one"),
            2,
            new PrimariesFirst(
                GatePolicyYaml.read("policy", "victim: late-fusion"),
                new Deadline("1h", Instant.now().plus(1, ChronoUnit.HOURS)))));
    Scorecard scorecard = ScorecardJson.read(one, Attacks::fields);
    assertEquals(4 + 2 + 3 * 6, scorecard.cells().size());
    assertEquals(6, scorecard.transfer().size());
    long tested = scorecard.cell("image", "none").orElseThrow().n();
    assertTrue(tested > 0 && tested < STUDIES);
    scorecard.cells().forEach(cell -> assertEquals(tested, cell.n()));
  }

  @Test
  void aFinishedModelIsLeftAsItIs() throws IOException {
    scorecard(run, 2);
    Map<Path, FileTime> before = modelTimes();
    scorecard(run, 2);
    assertEquals(before, modelTimes());
    assertEquals(5, before.size());
  }

  @Test
  void aStudyThatCannotBeReadAnyMoreCostsNoRun() throws IOException {
    scorecard(run, 1);
    String models = run.resolve("models").toString();
    Pipeline pipeline = Pipeline.create();
    PCollection<ModelReference> image =
        pipeline.apply(
            Create.of(new ModelReference("image", models + "/image", digest("image"), null)));
    Study.Builder study = Study.newBuilder().setCaption("").setLabel(ClassNames.NORMAL);
    String frontal = cohort.resolve(SyntheticCohort.IMAGES).resolve("1_frontal.png").toString();
    AttackStudies.Result attacked =
        pipeline
            .apply(
                "Studies",
                Create.of(
                        study.setUid("1").setImages(Studies.images(frontal, frontal)).build(),
                        study.setUid("2").setImages(Studies.images(frontal, run + "/away")).build())
                    .withCoder(AvroCoder.of(Study.class)))
            .apply(AttackStudies.withGrid(AttackGrid.of(List.of(), List.of())).against(image));
    PAssert.that(
            attacked
                .outcomes()
                .apply("Uid", MapElements.into(TypeDescriptors.strings()).via(Outcome::getUid)))
        .containsInAnyOrder("1");
    PAssert.that(
            attacked
                .quarantined()
                .apply(
                    "Reason",
                    MapElements.into(TypeDescriptors.strings())
                        .via(bad -> bad.getUid() + " " + bad.getReason())))
        .containsInAnyOrder("2 no-file");
    pipeline.run().waitUntilFinish();
  }

  /** Its pixels go all black or all white, whichever is wrong. */
  @Test
  void aVictimOfAKindFromAnotherJarIsAttacked() throws IOException {
    Files.writeString(run.resolve("config.json"), "{\"brightness\": 0.5, \"name\": \"bright\"}");
    Pipeline pipeline = Pipeline.create();
    PCollection<ModelReference> own = pipeline.apply(BringVictims.from(List.of(run.toString())));
    PCollection<Boolean> fooled =
        join(pipeline)
            .apply(
                AttackStudies.withGrid(AttackGrid.of(List.of("fgsm:epsilon=1"), List.of()))
                    .against(own))
            .outcomes()
            .apply(Filter.by(outcome -> outcome.getAttack().startsWith("fgsm")))
            .apply(
                MapElements.into(TypeDescriptors.booleans())
                    .via(
                        outcome ->
                            outcome.getVictim().equals("bright")
                                && (outcome.getAdversarialLogits().get(1) > 0)
                                    == outcome.getLabel().equals(ClassNames.NORMAL)));
    PAssert.that(fooled).containsInAnyOrder(Collections.nCopies(STUDIES, true));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anAttackThatAVictimDoesNotAllowIsSaidOnce() throws IOException {
    scorecard(run, 1);
    Pipeline pipeline = Pipeline.create();
    PCollection<ModelReference> text =
        pipeline.apply(
            Create.of(
                new ModelReference(
                    "text", run.resolve("models/text").toString(), digest("text"), null)));
    PCollection<Quarantined> quarantined =
        join(pipeline)
            .apply(
                AttackStudies.withGrid(AttackGrid.of(List.of("masked-lm"), List.of()))
                    .against(text)
                    .withBatch(8))
            .quarantined();
    PAssert.thatSingleton(quarantined)
        .satisfies(
            cell -> {
              assertEquals("cannot-attack", cell.getReason());
              assertTrue(cell.getSource().startsWith("masked-lm"), cell.getSource());
              assertTrue(
                  cell.getDetail().contains("text gives no masked-language-model head"),
                  cell.getDetail());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void oneDiagnosisAloneCannotBeTrainedOn() {
    Pipeline pipeline = Pipeline.create();
    join(pipeline)
        .apply(Filter.by(study -> study.getLabel().equals(ClassNames.NORMAL)))
        .setCoder(AvroCoder.of(Study.class))
        .apply(
            TrainVictims.into(run.toString())
                .of(SmallVictims.of("text", 16, Recipe.of(2, 8, 1e-3, 1, 0.5, 1))));
    RuntimeException error =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertTrue(
        error.getMessage().contains("studies of one diagnosis alone; give more"),
        error.getMessage());
  }

  private String digest(String model) throws IOException {
    return ModelFolder.card(new RunFiles(run.resolve("models").resolve(model).toString())).digest();
  }

  @Test
  void theSplitIsStableAndNothingIsLost() {
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split = join(pipeline).apply(SplitStudies.withSeed(1));
    PAssert.thatSingleton(
            PCollectionList.of(split.train())
                .and(split.test())
                .apply(Flatten.pCollections())
                .apply(Count.globally()))
        .isEqualTo((long) STUDIES);
    PCollection<String> test =
        split.test().apply("Uids", MapElements.into(TypeDescriptors.strings()).via(Study::getUid));
    PCollection<String> fewer =
        join(pipeline, "Again")
            .apply("Fewer", Filter.by(study -> Integer.parseInt(study.getUid()) % 2 == 0))
            .setCoder(AvroCoder.of(Study.class))
            .apply("SplitFewer", SplitStudies.withSeed(1))
            .test()
            .apply("FewerUids", MapElements.into(TypeDescriptors.strings()).via(Study::getUid));
    PCollectionView<List<String>> all = test.apply(View.asList());
    PAssert.that(
            fewer
                .apply("NotBefore", ParDo.of(new NotIn(all)).withSideInputs(all))
                .setCoder(StringUtf8Coder.of()))
        .empty();
    pipeline.run().waitUntilFinish();
  }

  private static final class NotIn extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<String>> all;

    NotIn(PCollectionView<List<String>> all) {
      this.all = all;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (!context.sideInput(all).contains(context.element())) {
        context.output(context.element());
      }
    }
  }

  private Map<Path, FileTime> modelTimes() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> folders = Files.list(run.resolve("models"))) {
      for (Path folder : folders.toList()) {
        times.put(folder, Files.getLastModifiedTime(folder.resolve("card.json")));
      }
    }
    return times;
  }

  private static String scorecard(Path folder, int parallelism) throws IOException {
    return scorecard(folder, parallelism, new AtOnce());
  }

  private static String scorecard(Path folder, int parallelism, WorkOrder order)
      throws IOException {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(parallelism);
    Pipeline pipeline = Pipeline.create(options);
    SplitStudies.Result split = join(pipeline).apply(SplitStudies.withSeed(1));
    TrainVictims.Result trained =
        split
            .train()
            .apply(
                TrainVictims.into(folder.resolve("models").toString())
                    .of(
                        SmallVictims.of(
                            "image,text,early-fusion,late-fusion,ensemble",
                            16,
                            Recipe.of(2, 8, 1e-3, 1, 0.5, 1))));
    PCollection<Outcome> outcomes =
        split
            .test()
            .apply(
                AttackStudies.withGrid(GRID).against(trained.models()).withBatch(4).inOrder(order))
            .outcomes();
    outcomes.apply(ScoreOutcomes.create()).apply(WriteReport.to(folder.toString()));
    pipeline.run().waitUntilFinish();
    assertTrue(Files.readString(folder.resolve("report.html")).contains("early-fusion"));
    assertTrue(Files.readString(folder.resolve("report.md")).contains("early-fusion"));
    return Files.readString(folder.resolve("scorecard.json"));
  }

  private static PCollection<Study> join(Pipeline pipeline) {
    return join(pipeline, "Join");
  }

  private static PCollection<Study> join(Pipeline pipeline, String name) {
    return pipeline
        .apply(
            name,
            JoinStudies.fromIndiana(
                    cohort.resolve(SyntheticCohort.REPORTS).toString(),
                    cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                .withImages(cohort.resolve(SyntheticCohort.IMAGES).toString()))
        .studies();
  }
}
