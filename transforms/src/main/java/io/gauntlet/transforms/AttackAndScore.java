package io.gauntlet.transforms;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.cohort.SampleStudies;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * What is done with victims that exist: they are attacked on studies, and the outcomes are scored,
 * compared with those of another run, and reported.
 *
 * <pre>{@code
 * AttackAndScore.Result evaluated =
 *     test.apply(
 *         AttackAndScore.of(AttackStudies.withGrid(AttackGrid.paper()).against(models))
 *             .withReport(WriteReport.to("/runs/1")));
 * PCollection<Scorecard> scorecard = evaluated.scorecard();
 * }</pre>
 *
 * <p>{@link Gauntlet} trains the victims first.
 */
@AutoValue
public abstract class AttackAndScore extends PTransform<PCollection<Study>, AttackAndScore.Result> {
  private static final long serialVersionUID = 1;

  abstract AttackStudies attacks();

  abstract ImmutableList<String> ownVictims();

  abstract Optional<SampleStudies> sample();

  abstract ScoreOutcomes scoring();

  abstract Optional<CompareToReference> comparison();

  abstract Optional<AttackReference> reference();

  abstract Optional<WriteReport> report();

  abstract Optional<PCollection<Study>> cohort();

  abstract ImmutableList<PCollection<Quarantined>> quarantinedBefore();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder attacks(AttackStudies attacks);

    abstract Builder ownVictims(List<String> folders);

    abstract Builder sample(SampleStudies sample);

    abstract Builder scoring(ScoreOutcomes scoring);

    abstract Builder comparison(CompareToReference comparison);

    abstract Builder reference(AttackReference reference);

    abstract Builder reference(Optional<AttackReference> reference);

    abstract Builder report(WriteReport report);

    abstract Builder cohort(PCollection<Study> studies);

    abstract Builder quarantinedBefore(List<PCollection<Quarantined>> quarantined);

    abstract AttackAndScore build();
  }

  /**
   * What each step made.
   *
   * @param studies that were attacked
   * @param scope what was left out on purpose: one element
   * @param attacked the outcomes of the attacks, and what they could not use
   * @param scorecard of all outcomes; empty where there are none
   * @param verdict of the comparison; there is none where no comparison was asked for
   * @param verdictOfPrimaries the same of what comes first, as soon as it is attacked; there is
   *     none where no comparison was asked for, or all was attacked at once
   * @param again what the models of the reference were asked; empty where they were not to be
   */
  public record Result(
      PCollection<Study> studies,
      PCollection<RunScope> scope,
      AttackStudies.Result attacked,
      PCollection<Scorecard> scorecard,
      Optional<PCollection<Verdict>> verdict,
      Optional<PCollection<Verdict>> verdictOfPrimaries,
      Optional<AttackStudies.Result> again)
      implements NamedOutputs {

    /** One outcome for each study, victim and attack. */
    public PCollection<Outcome> outcomes() {
      return attacked.outcomes();
    }

    @Override
    public Map<String, PCollection<?>> byName() {
      ImmutableMap.Builder<String, PCollection<?>> outputs = ImmutableMap.builder();
      outputs
          .put("outcomes", attacked.outcomes())
          .put("scorecard", scorecard)
          .put("scope", scope)
          .put("quarantined", attacked.quarantined());
      verdict.ifPresent(made -> outputs.put("verdict", made));
      verdictOfPrimaries.ifPresent(made -> outputs.put("verdict-of-primaries", made));
      return outputs.buildOrThrow();
    }
  }

  /** Attacks as given, scored with the usual intervals, without comparison and report. */
  public static AttackAndScore of(AttackStudies attacks) {
    return new AutoValue_AttackAndScore.Builder()
        .attacks(attacks)
        .ownVictims(ImmutableList.of())
        .scoring(ScoreOutcomes.create())
        .quarantinedBefore(ImmutableList.of())
        .build();
  }

  /** Folders of victims of the user's own, which are attacked beside those of the attacks. */
  public AttackAndScore withOwnVictims(List<String> folders) {
    return toBuilder().ownVictims(folders).build();
  }

  /** Attacks a sample of the studies. */
  public AttackAndScore withSample(SampleStudies sample) {
    return toBuilder().sample(sample).build();
  }

  /** How outcomes are scored. */
  public AttackAndScore withScoring(ScoreOutcomes scoring) {
    return toBuilder().scoring(scoring).build();
  }

  /** Compares the outcomes with those of another run. */
  public AttackAndScore withComparison(CompareToReference comparison) {
    return toBuilder().comparison(comparison).build();
  }

  /**
   * Holds the outcomes against those of the reference's models on the same studies, attacked in the
   * same way, where the reference was not.
   */
  public AttackAndScore withReference(AttackReference reference) {
    return toBuilder().reference(reference).build();
  }

  /** Writes a report, to which is added what is known here. */
  public AttackAndScore withReport(WriteReport report) {
    return toBuilder().report(report).build();
  }

  /** What earlier steps could not use, for the report. */
  public AttackAndScore withQuarantinedBefore(List<PCollection<Quarantined>> quarantined) {
    return toBuilder().quarantinedBefore(quarantined).build();
  }

  /** All studies of the cohort, whose words the report compares with those of the attacks. */
  public AttackAndScore withCohort(PCollection<Study> studies) {
    return toBuilder().cohort(studies).build();
  }

  /** The studies whose reports say what words belong: those that the victims were trained on. */
  public AttackAndScore withReports(PCollection<Study> training) {
    return toBuilder()
        .attacks(attacks().withReports(training))
        .reference(reference().map(attack -> attack.withReports(training)))
        .build();
  }

  /** Victims to attack beside those that the attacks have. */
  public AttackAndScore against(PCollection<ModelReference> models) {
    return toBuilder().attacks(attacks().against(models)).build();
  }

  @Override
  public Result expand(PCollection<Study> all) {
    Optional<SampleStudies.Result> sampled =
        sample().map(sample -> all.apply("SampleStudies", sample));
    PCollection<Study> studies = sampled.map(SampleStudies.Result::studies).orElse(all);
    PCollection<RunScope> sample = scopeOfSample(all.getPipeline(), sampled);
    AttackStudies.Result attacked = studies.apply("AttackStudies", everyVictim(studies));
    Optional<PCollection<Verdict>> verdictOfPrimaries =
        attacked
            .primaries()
            .flatMap(first -> hold().map(held -> held.primaries(first, scoring(), sample)));
    PCollection<RunScope> scope =
        attacked
            .primaries()
            .map(AttackStudies.Result.Primaries::scope)
            .map(told -> PCollectionList.of(sample).and(told))
            .orElseGet(() -> PCollectionList.of(sample))
            .apply("AllScopes", Flatten.pCollections())
            .apply("Scope", new CombineScopes());
    PCollection<Scorecard> scorecard = attacked.outcomes().apply("ScoreOutcomes", scoring());
    Optional<AttackReference.Result> again =
        reference()
            .map(
                attack ->
                    studies.apply("AttackReference", attack.asWas(attacked.parts().orElseThrow())));
    Optional<PCollection<Verdict>> verdict =
        hold()
            .map(held -> again.map(asked -> held.against(asked, scope)).orElse(held))
            .map(held -> sample().map(drawn -> held.like(drawn, all)).orElse(held))
            .map(held -> held.all(attacked, scorecard, scope));
    Result result =
        new Result(
            studies,
            scope,
            attacked,
            scorecard,
            verdict,
            verdictOfPrimaries,
            again.map(AttackReference.Result::again));
    report().ifPresent(report -> scorecard.apply("WriteReport", complete(report, result)));
    return result;
  }

  /** The comparison that is asked for, of what this run could not use too. */
  private Optional<HoldOutcomes> hold() {
    return comparison().map(made -> new HoldOutcomes(made, quarantinedBefore()));
  }

  private static PCollection<RunScope> scopeOfSample(
      Pipeline pipeline, Optional<SampleStudies.Result> sampled) {
    return sampled
        .map(
            drawn ->
                drawn
                    .sample()
                    .apply(
                        "ScopeOfSample",
                        MapElements.into(TypeDescriptor.of(RunScope.class)).via(RunScope::of)))
        .orElseGet(
            () -> pipeline.apply("WholeScope", Create.empty(TypeDescriptor.of(RunScope.class))));
  }

  private AttackStudies everyVictim(PCollection<Study> studies) {
    return ownVictims().isEmpty()
        ? attacks()
        : attacks()
            .against(studies.getPipeline().apply("BringVictims", BringVictims.from(ownVictims())));
  }

  private WriteReport complete(WriteReport report, Result result) {
    PCollection<Quarantined> quarantined =
        PCollectionList.of(quarantinedBefore())
            .and(result.attacked().quarantined())
            .apply("AllQuarantined", Flatten.pCollections());
    WriteReport complete =
        report.withQuarantine(quarantined).withGallery(result.outcomes()).withScope(result.scope());
    WriteReport worded = cohort().map(complete::withCohort).orElse(complete);
    return result.verdict().map(worded::withVerdict).orElse(worded);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .include("attacks", attacks())
        .include("scoring", scoring())
        .add(DisplayData.item("ownVictims", ownVictims().toString()).withLabel("Own victims"));
    sample().ifPresent(sample -> builder.include("sample", sample));
    comparison().ifPresent(comparison -> builder.include("comparison", comparison));
    reference().ifPresent(reference -> builder.include("reference", reference));
    report().ifPresent(report -> builder.include("report", report));
  }
}
