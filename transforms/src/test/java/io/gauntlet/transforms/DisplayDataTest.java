package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.data.manifest.CohortLayoutYaml;
import io.gauntlet.data.manifest.LabelRule;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.score.compare.ComparedVictims;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.EarlierOutcomes;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.attacking.chosen.ChooseGallery;
import io.gauntlet.transforms.attacking.chosen.ChooseReports;
import io.gauntlet.transforms.attacking.chosen.KnownReports;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.LikeSample;
import io.gauntlet.transforms.cohort.RequireBothParts;
import io.gauntlet.transforms.cohort.RequireUnseen;
import io.gauntlet.transforms.cohort.SampleStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.cohort.manifest.ReadCohort;
import io.gauntlet.transforms.diff.DiffRuns;
import io.gauntlet.transforms.io.LimitLosses;
import io.gauntlet.transforms.io.OutcomeFiles;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.ShardedFiles;
import io.gauntlet.transforms.io.WithQuarantine;
import io.gauntlet.transforms.io.WriteRecords;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.parts.ReadParts;
import io.gauntlet.transforms.parts.WriteManifest;
import io.gauntlet.transforms.probing.CheckVictims;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.CompareVictims;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.PlanRelease;
import io.gauntlet.transforms.scoring.ProposePolicy;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.scoring.WriteVerdict;
import io.gauntlet.transforms.training.SmallVictims;
import io.gauntlet.transforms.training.TrainVictim;
import io.gauntlet.transforms.training.TrainingSeeds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public transform shows in a runner's monitoring what it was configured with. */
class DisplayDataTest {
  private static final Pipeline PIPELINE = Pipeline.create();
  private static final PCollection<Outcome> OUTCOMES =
      PIPELINE.apply("Outcomes", Create.empty(TypeDescriptor.of(Outcome.class)));
  private static final PCollection<Verdict> VERDICT =
      PIPELINE.apply("Verdict", Create.empty(TypeDescriptor.of(Verdict.class)));
  private static final RunFacts BEFORE = RunFacts.in("runs/1").withData("sha256:1");
  private static final RunFacts AFTER = RunFacts.in("runs/2").withData("sha256:2");
  private static final GatePolicy POLICY = GatePolicyYaml.read("policy", "alpha: 0.01");
  private static final Instant NIGHT = Instant.parse("2026-01-31T01:00:00Z");
  private static final JoinStudies JOIN =
      JoinStudies.fromIndiana("reports.csv", "projections.csv")
          .withImages("images")
          .withModalities(Set.of(Modality.IMAGE))
          .withoutImageCheck();
  private static final SplitStudies SPLIT = SplitStudies.withSeed(3).withTrainFraction(0.7);
  private static final AttackGrid GRID = AttackGrid.of(List.of("fgsm"), List.of("pgd"));
  private static final AttackStudies ATTACKS =
      AttackStudies.withGrid(GRID)
          .withBatch(5)
          .withSeed(4)
          .withGallery(2)
          .withDevice(new ComputeDevice("cpu"))
          .keptIn("runs/2/outcomes");
  private static final ScoreOutcomes SCORES = ScoreOutcomes.create().withSeed(6).withMinSlice(7);
  private static final CompareToReference COMPARISON =
      CompareToReference.of(OUTCOMES).between(BEFORE, AFTER).withPolicy(POLICY);
  private static final WriteReport REPORT =
      WriteReport.to("runs/2").withProvenance(Map.of("seed", "9"));
  private static final AttackAndScore EVALUATION =
      AttackAndScore.of(ATTACKS)
          .withOwnVictims(List.of("ours"))
          .withScoring(SCORES)
          .withComparison(COMPARISON)
          .withReport(REPORT);
  private static final ShardedFiles OUTCOME_FILES = new ShardedFiles("runs/2/outcomes/outcomes", 3);
  private static final MakeHistory ROWS = MakeHistory.of(VERDICT, AFTER, NIGHT);

  private record Example(PTransform<?, ?> transform, Map<String, String> shown) {
    @Override
    public String toString() {
      return transform.getClass().getSimpleName();
    }
  }

  private static final class Keep extends DoFn<Study, Study> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element Study study, OutputReceiver<Study> out) {
      out.output(study);
    }
  }

  private static final class Untrained extends PTransform<PCollection<Study>, TrainVictims.Result> {
    private static final long serialVersionUID = 1;

    @Override
    public TrainVictims.Result expand(PCollection<Study> studies) {
      throw new UnsupportedOperationException();
    }
  }

  static Stream<Example> examples() {
    return Stream.of(
        new Example(
            JOIN,
            Map.of(
                "reports", "reports.csv",
                "projections", "projections.csv",
                "images", "images",
                "modalities", "[IMAGE]",
                "imageCheck", "false")),
        new Example(
            ReadCohort.of(
                    CohortLayoutYaml.read("columns.yaml", "study: id"),
                    LabelRule.parse("kind:viral"))
                .from("cohort.csv")
                .withImages("images")
                .withViews(Views.parse("frontal")),
            Map.of(
                "tables", "[cohort.csv]",
                "label", "Holds[column=kind, value=viral]",
                "encoding", "UTF-8",
                "images", "images",
                "views", "[frontal]",
                "missingViews", "drop",
                "modalities", "[IMAGE, TEXT]")),
        new Example(SPLIT, Map.of("seed", "3", "trainFraction", "0.7")),
        new Example(WriteVerdict.to("runs/2", NIGHT), Map.of("folder", "runs/2")),
        new Example(SampleStudies.of(8).withSeed(3), Map.of("size", "8", "seed", "3")),
        new Example(new ChooseGallery(6, 3), Map.of("studies", "6", "seed", "3")),
        new Example(KnownReports.ofAttacked(), Map.of("lexicon", Lexicon.shipped().toString())),
        new Example(new ChooseReports(3), Map.of("studies", "64", "seed", "3")),
        new Example(
            LikeSample.of(SampleStudies.of(8).withSeed(3), null), Map.of("size", "8", "seed", "3")),
        new Example(
            RequireBothParts.of(new SplitStudies.Result(null, null), 0.7),
            Map.of("trainFraction", "0.7")),
        new Example(RequireUnseen.by(null, "runs/1"), Map.of("run", "runs/1")),
        new Example(AttackReference.by(ATTACKS), Map.of("parts", "runs/2/outcomes")),
        new Example(
            ATTACKS.reusing(new EarlierOutcomes("runs/1/outcomes", 4, ImmutableSortedMap.of())),
            Map.of("earlier", "runs/1/outcomes")),
        new Example(
            ATTACKS,
            Map.of(
                "attacks", GRID.attacks().toString(),
                "transfers", GRID.transfers().toString(),
                "batch", "5",
                "seed", "4",
                "gallery", "2",
                "device", "cpu",
                "parts", "runs/2/outcomes")),
        new Example(ReadParts.in("runs/2/outcomes"), Map.of("parts", "runs/2/outcomes")),
        new Example(
            WriteManifest.into("runs/2", "run.json", "runs/2/outcomes"),
            Map.of("folder", "runs/2", "file", "run.json", "parts", "runs/2/outcomes")),
        new Example(
            TrainVictims.into("runs/1/models")
                .of(
                    SmallVictims.of(
                        "a=image,text,ensemble", 16, RecipePreset.DEMO.of(VictimKind.TEXT)))
                .withSeeds(TrainingSeeds.ofReplicas(List.of(3L, 4L)))
                .withDevice(new ComputeDevice("cpu")),
            Map.of(
                "folder", "runs/1/models",
                "victims", "a,text,ensemble",
                "seeds", "[3, 4]",
                "device", "cpu")),
        new Example(
            TrainVictim.of(
                SmallVictims.of("a=image,text,ensemble", 16, RecipePreset.DEMO.of(VictimKind.TEXT))
                    .victims()
                    .get(2),
                "models",
                TrainingSeeds.ofRun(1),
                ComputeDevice.AUTO,
                List.of()),
            Map.of("victim", "ensemble", "kind", "ensemble", "parents", "[a, text]")),
        new Example(ReadModels.from("runs/1/models"), Map.of("folder", "runs/1/models")),
        new Example(TrainedBefore.in("runs/1/models"), Map.of("models", "runs/1/models")),
        new Example(BringVictims.from(List.of("ours")), Map.of("folders", "[ours]")),
        new Example(CheckVictims.in(List.of("ours")), Map.of("folders", "[ours]", "studies", "4")),
        new Example(SCORES, Map.of("seed", "6", "minSlice", "7")),
        new Example(
            COMPARISON,
            Map.of(
                "reference", BEFORE.toString(),
                "candidate", AFTER.toString(),
                "policy", POLICY.toString())),
        new Example(ProposePolicy.from(POLICY), Map.of("policy", POLICY.toString())),
        new Example(PlanRelease.by(POLICY), Map.of("policy", POLICY.toString())),
        new Example(
            CompareVictims.as(
                new ComparedVictims(
                    ImmutableList.of("image", "text"),
                    ImmutableList.of("none"),
                    ComparedMetric.AUROC,
                    ComparedVictims.Family.RUN)),
            Map.of(
                "victims", "[image, text]",
                "attacks", "[none]",
                "metric", "auroc",
                "family", "RUN")),
        new Example(
            DiffRuns.against(
                    Pipeline.create()
                        .apply("Before", Create.empty(TypeDescriptor.of(Outcome.class))))
                .between("runs/1", "runs/2"),
            Map.of("baseline", "runs/1", "candidate", "runs/2")),
        new Example(REPORT, Map.of("folder", "runs/2", "provenance.seed", "9")),
        new Example(ROWS, Map.of("run", AFTER.toString(), "night", NIGHT.toString())),
        new Example(
            WriteHistory.to("nights", ROWS), Map.of("folder", "nights", "run", AFTER.toString())),
        new Example(
            ReadRecords.outcomes(new OutcomeFiles("runs/2/outcomes")),
            Map.of("files", "runs/2/outcomes/*.avro")),
        new Example(
            WriteRecords.of(Outcome.class, OUTCOME_FILES),
            Map.of("file", "runs/2/outcomes/outcomes-00000-of-00003.avro", "count", "3")),
        new Example(
            LimitLosses.of(
                "attack",
                Pipeline.create().apply("Studies", Create.empty(TypeDescriptor.of(Study.class))),
                Pipeline.create().apply("Written", Create.of("quarantine")),
                0.25),
            Map.of("stage", "attack", "share", "0.25")),
        new Example(
            WriteRunFile.of("runs/2", "verdict.json"),
            Map.of("folder", "runs/2", "file", "verdict.json")),
        new Example(WithQuarantine.of(new Keep()), Map.of("function", Keep.class.getName())),
        new Example(
            EVALUATION,
            Map.of(
                "batch", "5",
                "minSlice", "7",
                "candidate", AFTER.toString(),
                "folder", "runs/2",
                "ownVictims", "[ours]")),
        new Example(
            Gauntlet.of(JOIN, new Untrained()).withSplit(SPLIT).withEvaluation(EVALUATION),
            Map.of(
                "reports", "reports.csv",
                "trainFraction", "0.7",
                "batch", "5",
                "minSlice", "7",
                "candidate", AFTER.toString(),
                "folder", "runs/2",
                "ownVictims", "[ours]")));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatIsConfiguredIsShown(Example example) {
    Map<String, String> shown =
        DisplayData.from(example.transform()).items().stream()
            .collect(
                Collectors.toMap(
                    DisplayData.Item::getKey,
                    item -> String.valueOf(item.getValue()),
                    (one, other) -> one));
    example
        .shown()
        .forEach((key, value) -> assertEquals(value, shown.get(key), key + " of " + shown));
  }

  @Test
  void everyPublicTransformHasAnExample() {
    Set<String> shown =
        examples()
            .map(example -> example.transform().getClass().getSimpleName())
            .map(name -> name.replace("AutoValue_", ""))
            .collect(Collectors.toSet());
    Set<String> transforms =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.gauntlet.transforms")
                .stream()
                .filter(type -> type.isAssignableTo(PTransform.class))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    assertTrue(transforms.contains("JoinStudies"), transforms.toString());
    assertEquals(transforms, shown);
  }
}
