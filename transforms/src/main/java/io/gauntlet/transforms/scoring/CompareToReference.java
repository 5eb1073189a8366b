package io.gauntlet.transforms.scoring;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Gate;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.UnusedStudies;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.pair.Example;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.RightsTally;
import io.gauntlet.transforms.cohort.LikeSample;
import io.gauntlet.transforms.cohort.SampleStudies;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Holds a candidate's outcomes against a reference's, study by study, and decides.
 *
 * <pre>{@code
 * PCollection<Verdict> verdict =
 *     candidateOutcomes.apply(
 *         CompareToReference.of(referenceOutcomes)
 *             .between(RunFacts.in("runs/1").withData(digest), RunFacts.in("runs/2").withData(digest))
 *             .withPolicy(policy)
 *             .withQuarantine(List.of(referenceQuarantine), List.of(candidateQuarantine))
 *             .withScorecard(candidateScorecard));
 * }</pre>
 *
 * <p>There is always exactly one verdict, also when a side is empty. It is the same whatever the
 * bundling.
 */
@AutoValue
public abstract class CompareToReference
    extends PTransform<PCollection<Outcome>, PCollection<Verdict>> {
  private static final long serialVersionUID = 1;

  /** Outcomes of the reference. */
  public abstract PCollection<Outcome> reference();

  abstract Optional<PCollection<Outcome>> original();

  abstract Optional<LikeSample> sample();

  abstract Optional<PCollection<Scorecard>> scorecard();

  abstract ImmutableList<PCollection<Quarantined>> unusedByReference();

  abstract ImmutableList<PCollection<Quarantined>> unusedByCandidate();

  abstract Optional<PCollection<RunScope>> referenceScope();

  abstract Optional<PCollection<RunScope>> scope();

  abstract GatePolicy policy();

  abstract RunFacts referenceFacts();

  abstract RunFacts candidateFacts();

  abstract ImmutableList<String> remedy();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder reference(PCollection<Outcome> outcomes);

    abstract Builder original(PCollection<Outcome> outcomes);

    abstract Builder sample(LikeSample sample);

    abstract Builder scorecard(PCollection<Scorecard> candidate);

    abstract ImmutableList.Builder<PCollection<Quarantined>> unusedByReferenceBuilder();

    abstract ImmutableList.Builder<PCollection<Quarantined>> unusedByCandidateBuilder();

    abstract Builder referenceScope(PCollection<RunScope> told);

    abstract Builder scope(PCollection<RunScope> told);

    abstract Builder policy(GatePolicy policy);

    abstract Builder referenceFacts(RunFacts facts);

    abstract Builder candidateFacts(RunFacts facts);

    abstract Builder remedy(List<String> options);

    abstract CompareToReference build();
  }

  /** Compares with these outcomes, by the standard policy. */
  public static CompareToReference of(PCollection<Outcome> reference) {
    return new AutoValue_CompareToReference.Builder()
        .reference(reference)
        .policy(GatePolicy.standard())
        .referenceFacts(RunFacts.unknown())
        .candidateFacts(RunFacts.unknown())
        .remedy(ImmutableList.of())
        .build();
  }

  /**
   * Compares with other outcomes of the reference, which was asked again as the candidate was. A
   * study that the candidate could not use was not asked about again: of it counts what the
   * reference said before.
   *
   * @param told what the reference left out on purpose: one element
   */
  public CompareToReference against(PCollection<Outcome> outcomes, PCollection<RunScope> told) {
    return toBuilder().original(reference()).reference(outcomes).referenceScope(told).build();
  }

  /**
   * Where the candidate was asked about a sample, and the reference before about more: what it said
   * of studies that would not be drawn does not count.
   *
   * @param from the studies that the sample was drawn from
   */
  public CompareToReference likeSample(SampleStudies drawn, PCollection<Study> from) {
    return toBuilder().sample(LikeSample.of(drawn, from)).build();
  }

  /**
   * What the runs could not use, beside what was given before: where a study of it has outcomes in
   * the other run it counts as one without an answer, and is not missing.
   */
  public CompareToReference withQuarantine(
      List<PCollection<Quarantined>> ofReference, List<PCollection<Quarantined>> ofCandidate) {
    Builder builder = toBuilder();
    builder.unusedByReferenceBuilder().addAll(ofReference);
    builder.unusedByCandidateBuilder().addAll(ofCandidate);
    return builder.build();
  }

  /** Where the two runs are, and what else is known of them. */
  public CompareToReference between(RunFacts referenceRun, RunFacts candidateRun) {
    return toBuilder().referenceFacts(referenceRun).candidateFacts(candidateRun).build();
  }

  /** Another policy. */
  public CompareToReference withPolicy(GatePolicy other) {
    return toBuilder().policy(other).build();
  }

  /** Compares what the policy decides by alone: what else there is may be missing yet. */
  public CompareToReference ofPrimaries() {
    return withPolicy(policy().toBuilder().missing(GatePolicy.Missing.IGNORE).build());
  }

  /** What the candidate left out on purpose: one element. */
  public CompareToReference withScope(PCollection<RunScope> told) {
    return toBuilder().scope(told).build();
  }

  /** The candidate's scorecard, whose warnings tell which of its cells cannot be trusted. */
  public CompareToReference withScorecard(PCollection<Scorecard> candidate) {
    return toBuilder().scorecard(candidate).build();
  }

  /**
   * What the verdict tells to do where the runs have other attacks or studies.
   *
   * @param options of the gate that attacks the models of the reference again
   */
  public CompareToReference withRemedy(ImmutableList<String> options) {
    return toBuilder().remedy(options).build();
  }

  @Override
  public PCollection<Verdict> expand(PCollection<Outcome> candidate) {
    Pipeline pipeline = candidate.getPipeline();
    PairRuns.Result pairs =
        candidate.apply("PairRuns", PairRuns.with(reference(), unused(pipeline), policy()));
    PCollectionView<Map<PairKey, PairTally>> tallies =
        pairs.tallies().apply("Tallies", View.asMap());
    PCollectionView<List<Example>> unusedByBoth =
        pairs.unusedByBoth().apply("UnusedByBoth", View.asList());
    PCollectionView<List<Scorecard>> scored =
        scorecard()
            .orElseGet(() -> Unused.nothing(pipeline, "NoScorecard", Scorecard.class))
            .apply("Scorecard", View.asList());
    PCollectionView<List<RunScope>> scopes =
        scopes(pipeline, "Candidate", scope(), candidateFacts());
    PCollectionView<List<RunScope>> scopesOfReference =
        scopes(pipeline, "Reference", referenceScope(), referenceFacts());
    PCollectionView<RightsTally> rights =
        reference()
            .apply("CountRights", new CountRights(policy()))
            .apply("Rights", View.asSingleton());
    Compared compared =
        new Compared(tallies, unusedByBoth, scored, scopes, scopesOfReference, rights);
    return pipeline
        .apply("Once", Create.of(1))
        .apply("Decide", ParDo.of(new Decide(compared, gate())).withSideInputs(compared.all()));
  }

  private Unused unused(Pipeline pipeline) {
    return new Unused(
        Unused.studies(pipeline, "Reference", unusedByReference()),
        Unused.studies(pipeline, "Candidate", unusedByCandidate()),
        original()
            .map(before -> sample().map(like -> before.apply("LikeSample", like)).orElse(before))
            .orElseGet(() -> Unused.nothing(pipeline, "NoOriginal", Outcome.class)));
  }

  /** What a run left out, as it was told here, or as it is known of the run. */
  private static PCollectionView<List<RunScope>> scopes(
      Pipeline pipeline, String run, Optional<PCollection<RunScope>> told, RunFacts facts) {
    return told.orElseGet(() -> pipeline.apply("FactsOf" + run + "Alone", Create.of(facts.scope())))
        .apply("ScopeOf" + run, View.asList());
  }

  private Gate gate() {
    return new Gate(policy(), referenceFacts(), candidateFacts()).withRemedy(remedy());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("policy", policy().toString()).withLabel("Policy"))
        .add(DisplayData.item("reference", referenceFacts().toString()).withLabel("Reference"))
        .add(DisplayData.item("candidate", candidateFacts().toString()).withLabel("Candidate"));
  }

  /** What a verdict is made of. */
  private record Compared(
      PCollectionView<Map<PairKey, PairTally>> tallies,
      PCollectionView<List<Example>> unusedByBoth,
      PCollectionView<List<Scorecard>> scorecard,
      PCollectionView<List<RunScope>> scope,
      PCollectionView<List<RunScope>> scopeOfReference,
      PCollectionView<RightsTally> rights)
      implements Serializable {

    ImmutableList<PCollectionView<?>> all() {
      return ImmutableList.of(tallies, unusedByBoth, scorecard, scope, scopeOfReference, rights);
    }
  }

  private static final class Decide extends DoFn<Integer, Verdict> {
    private static final long serialVersionUID = 1;

    private final Compared compared;
    private final Gate gate;

    Decide(Compared compared, Gate gate) {
      this.compared = compared;
      this.gate = gate;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      ImmutableList<FalseSecurityWarning> warnings =
          context.sideInput(compared.scorecard()).stream()
              .flatMap(scored -> scored.warnings().stream())
              .collect(ImmutableList.toImmutableList());
      Map<PairKey, PairTally> tallies = context.sideInput(compared.tallies());
      Verdict decided =
          gate.withScopes(
                  all(context.sideInput(compared.scopeOfReference())),
                  all(context.sideInput(compared.scope())))
              .decide(tallies, warnings, Optional.of(context.sideInput(compared.rights())));
      context.output(
          UnusedStudies.noted(
              decided,
              tallies.values(),
              context.sideInput(compared.unusedByBoth()).stream().findFirst()));
    }

    private static RunScope all(List<RunScope> told) {
      return told.stream().reduce(RunScope.ALL, RunScope::and);
    }
  }
}
