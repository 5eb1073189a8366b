package io.gauntlet.transforms;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.probing.CheckVictims;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The whole chain: a cohort is read and split, victims are trained on one part and attacked on the
 * other, the outcomes are scored, compared with those of another run, and reported.
 *
 * <pre>{@code
 * Gauntlet.Result run =
 *     pipeline.apply(
 *         Gauntlet.of(JoinStudies.fromIndiana(reports, projections).withImages(images), training)
 *             .withSplit(SplitStudies.withSeed(1).withTrainFraction(0.8))
 *             .withEvaluation(
 *                 AttackAndScore.of(AttackStudies.withGrid(AttackGrid.paper()).withSeed(1))
 *                     .withReport(WriteReport.to("/runs/1"))));
 * PCollection<Outcome> outcomes = run.outcomes();
 * }</pre>
 *
 * <p>Each step is configured by its own transform, and what a step hands to the next is connected
 * here: the attacks get the victims that were trained, the report gets what was quarantined before.
 * Every intermediate collection is a part of the {@link Result}, so that a pipeline may keep it.
 */
@AutoValue
public abstract class Gauntlet extends PTransform<PBegin, Gauntlet.Result> {
  private static final long serialVersionUID = 1;

  abstract PTransform<PBegin, JoinedStudies> cohort();

  abstract SplitStudies split();

  abstract PTransform<PCollection<Study>, TrainVictims.Result> training();

  abstract AttackAndScore evaluation();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder cohort(PTransform<PBegin, JoinedStudies> cohort);

    abstract Builder split(SplitStudies split);

    abstract Builder training(PTransform<PCollection<Study>, TrainVictims.Result> training);

    abstract Builder evaluation(AttackAndScore evaluation);

    abstract Gauntlet build();
  }

  /**
   * What each step made.
   *
   * @param joined the cohort
   * @param split its two parts
   * @param trained the victims
   * @param evaluated the outcomes of the attacks, the scorecard and the verdict
   */
  public record Result(
      JoinedStudies joined,
      SplitStudies.Result split,
      TrainVictims.Result trained,
      AttackAndScore.Result evaluated)
      implements NamedOutputs {

    /** One outcome for each study of the test part, victim and attack. */
    public PCollection<Outcome> outcomes() {
      return evaluated.outcomes();
    }

    @Override
    public Map<String, PCollection<?>> byName() {
      ImmutableMap.Builder<String, PCollection<?>> outputs = ImmutableMap.builder();
      outputs
          .put("train", split.train())
          .put("test", split.test())
          .put("models", trained.models())
          .put("outcomes", evaluated.outcomes())
          .put("scorecard", evaluated.scorecard())
          .put("quarantined-joining", joined.quarantined())
          .put("quarantined-training", trained.quarantined())
          .put("quarantined-attacking", evaluated.attacked().quarantined());
      evaluated.verdict().ifPresent(made -> outputs.put("verdict", made));
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
        .evaluation(AttackAndScore.of(AttackStudies.withGrid(AttackGrid.paper())))
        .build();
  }

  /** How the cohort is split; by seed 1, 80 to 20, unless given. */
  public Gauntlet withSplit(SplitStudies split) {
    return toBuilder().split(split).build();
  }

  /** What is done with the victims; those that are trained are added to the ones that it has. */
  public Gauntlet withEvaluation(AttackAndScore evaluation) {
    return toBuilder().evaluation(evaluation).build();
  }

  @Override
  public Result expand(PBegin begin) {
    JoinedStudies joined = begin.apply("JoinStudies", cohort());
    SplitStudies.Result split = joined.studies().apply("SplitStudies", split());
    TrainVictims.Result trained = afterCheck(split.train()).apply("TrainVictims", training());
    AttackAndScore.Result evaluated =
        split
            .test()
            .apply(
                "AttackAndScore",
                evaluation()
                    .against(trained.models())
                    .withCohort(joined.studies())
                    .withReports(split.train())
                    .withQuarantinedBefore(List.of(joined.quarantined(), trained.quarantined())));
    return new Result(joined, split, trained, evaluated);
  }

  /** The studies, once the victims that a user brings are known to be such as can be attacked. */
  private PCollection<Study> afterCheck(PCollection<Study> studies) {
    return evaluation().ownVictims().isEmpty()
        ? studies
        : studies.apply(
            "AfterCheck",
            Wait.on(studies.apply("CheckVictims", CheckVictims.in(evaluation().ownVictims()))));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .include("cohort", cohort())
        .include("split", split())
        .include("training", training())
        .include("evaluation", evaluation());
  }
}
