package io.gauntlet.transforms;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;

/**
 * The whole chain: a cohort is read and split, victims are trained on one part and attacked on the
 * other, the outcomes are scored, compared with those of another run, and reported.
 *
 * <pre>{@code
 * Gauntlet.Result run =
 *     pipeline.apply(
 *         Gauntlet.of(JoinStudies.fromIndiana(reports, projections).withImages(images), training)
 *             .withSplit(SplitStudies.withSeed(1).withTrainFraction(0.8))
 *             .withAttacks(AttackStudies.withGrid(AttackGrid.paper()).withSeed(1))
 *             .withReport(WriteReport.to("/runs/1")));
 * PCollection<Outcome> outcomes = run.outcomes();
 * }</pre>
 *
 * <p>Each step is configured by its own transform, and what a step hands to the next is connected
 * here: the attacks get the victims that were trained, the report gets the verdict, the outcomes
 * and what was quarantined. Every intermediate collection is a part of the {@link Result}, so that
 * a pipeline may keep it.
 */
@AutoValue
public abstract class Gauntlet extends PTransform<PBegin, Gauntlet.Result> {
  private static final long serialVersionUID = 1;

  abstract PTransform<PBegin, JoinedStudies> cohort();

  abstract SplitStudies split();

  abstract PTransform<PCollection<Study>, TrainVictims.Result> training();

  abstract ImmutableList<String> ownVictims();

  abstract AttackStudies attacks();

  abstract ResourceHints modelWorkers();

  abstract ScoreOutcomes scoring();

  abstract Optional<CompareToReference> comparison();

  abstract Optional<WriteReport> report();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder cohort(PTransform<PBegin, JoinedStudies> cohort);

    abstract Builder split(SplitStudies split);

    abstract Builder training(PTransform<PCollection<Study>, TrainVictims.Result> training);

    abstract Builder ownVictims(List<String> folders);

    abstract Builder attacks(AttackStudies attacks);

    abstract Builder modelWorkers(ResourceHints hints);

    abstract Builder scoring(ScoreOutcomes scoring);

    abstract Builder comparison(CompareToReference comparison);

    abstract Builder report(WriteReport report);

    abstract Gauntlet build();
  }

  /**
   * What each step made.
   *
   * @param joined the cohort
   * @param split its two parts
   * @param trained the victims
   * @param attacked the outcomes of the attacks
   * @param scorecard of all outcomes; empty where there are none
   * @param verdict of the comparison; there is none where no comparison was asked for
   */
  public record Result(
      JoinedStudies joined,
      SplitStudies.Result split,
      TrainVictims.Result trained,
      AttackStudies.Result attacked,
      PCollection<Scorecard> scorecard,
      Optional<PCollection<Verdict>> verdict)
      implements NamedOutputs {

    /** One outcome for each study of the test part, victim and attack. */
    public PCollection<Outcome> outcomes() {
      return attacked.outcomes();
    }

    @Override
    public Map<String, PCollection<?>> byName() {
      ImmutableMap.Builder<String, PCollection<?>> outputs = ImmutableMap.builder();
      outputs
          .put("train", split.train())
          .put("test", split.test())
          .put("models", trained.models())
          .put("outcomes", attacked.outcomes())
          .put("scorecard", scorecard)
          .put("quarantined-joining", joined.quarantined())
          .put("quarantined-training", trained.quarantined())
          .put("quarantined-attacking", attacked.quarantined());
      verdict.ifPresent(made -> outputs.put("verdict", made));
      return outputs.buildOrThrow();
    }
  }

  /**
   * A chain with the paper's attacks, and without comparison and report.
   *
   * @param cohort reads the studies
   * @param training makes the victims of the training part
   */
  public static Gauntlet of(
      PTransform<PBegin, JoinedStudies> cohort,
      PTransform<PCollection<Study>, TrainVictims.Result> training) {
    return new AutoValue_Gauntlet.Builder()
        .cohort(cohort)
        .split(SplitStudies.withSeed(1))
        .training(training)
        .ownVictims(ImmutableList.of())
        .attacks(AttackStudies.withGrid(AttackGrid.paper()))
        .modelWorkers(ResourceHints.create())
        .scoring(ScoreOutcomes.create())
        .build();
  }

  /** How the cohort is split; by seed 1, 80 to 20, unless given. */
  public Gauntlet withSplit(SplitStudies split) {
    return toBuilder().split(split).build();
  }

  /** Folders of victims of the user's own, which are attacked beside those that are trained. */
  public Gauntlet withOwnVictims(List<String> folders) {
    return toBuilder().ownVictims(folders).build();
  }

  /** How victims are attacked; those that are trained are added to the ones it has. */
  public Gauntlet withAttacks(AttackStudies attacks) {
    return toBuilder().attacks(attacks).build();
  }

  /** What workers need for the steps that hold networks, which are training and attacks. */
  public Gauntlet withModelWorkers(ResourceHints hints) {
    return toBuilder().modelWorkers(hints).build();
  }

  /** How outcomes are scored. */
  public Gauntlet withScoring(ScoreOutcomes scoring) {
    return toBuilder().scoring(scoring).build();
  }

  /** Compares the outcomes with those of another run. */
  public Gauntlet withComparison(CompareToReference comparison) {
    return toBuilder().comparison(comparison).build();
  }

  /** Writes a report, to which the chain adds what it knows. */
  public Gauntlet withReport(WriteReport report) {
    return toBuilder().report(report).build();
  }

  @Override
  public Result expand(PBegin begin) {
    JoinedStudies joined = begin.apply("JoinStudies", cohort());
    SplitStudies.Result split = joined.studies().apply("SplitStudies", split());
    TrainVictims.Result trained = split.train().apply("TrainVictims", onModelWorkers(training()));
    AttackStudies.Result attacked =
        split.test().apply("AttackStudies", onModelWorkers(against(begin, trained.models())));
    PCollection<Scorecard> scorecard = attacked.outcomes().apply("ScoreOutcomes", scoring());
    Optional<PCollection<Verdict>> verdict =
        comparison()
            .map(
                made ->
                    attacked
                        .outcomes()
                        .apply("CompareToReference", made.withScorecard(scorecard)));
    Result result = new Result(joined, split, trained, attacked, scorecard, verdict);
    report().ifPresent(report -> scorecard.apply("WriteReport", complete(report, result)));
    return result;
  }

  private AttackStudies against(PBegin begin, PCollection<ModelReference> trained) {
    AttackStudies against = attacks().against(trained);
    return ownVictims().isEmpty()
        ? against
        : against.against(begin.apply("BringVictims", BringVictims.from(ownVictims())));
  }

  private <I extends PInput, O extends POutput> PTransform<I, O> onModelWorkers(
      PTransform<I, O> step) {
    return step.setResourceHints(modelWorkers());
  }

  private static WriteReport complete(WriteReport report, Result result) {
    PCollection<Quarantined> quarantined =
        PCollectionList.of(result.joined().quarantined())
            .and(result.trained().quarantined())
            .and(result.attacked().quarantined())
            .apply("AllQuarantined", Flatten.pCollections());
    WriteReport complete = report.withQuarantine(quarantined).withGallery(result.outcomes());
    return result.verdict().map(complete::withVerdict).orElse(complete);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .include("cohort", cohort())
        .include("split", split())
        .include("training", training())
        .include("attacks", attacks())
        .include("scoring", scoring())
        .add(DisplayData.item("ownVictims", ownVictims().toString()).withLabel("Own victims"));
    comparison().ifPresent(comparison -> builder.include("comparison", comparison));
    report().ifPresent(report -> builder.include("report", report));
  }
}
