package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Gate;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.RightsTally;
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
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Holds a candidate's outcomes against a reference's, study by study, and decides.
 *
 * <pre>{@code
 * PCollection<Verdict> verdict =
 *     candidateOutcomes.apply(
 *         CompareToReference.of(referenceOutcomes)
 *             .between(RunFacts.in("runs/1").withData(digest), RunFacts.in("runs/2").withData(digest))
 *             .withPolicy(policy)
 *             .withScorecard(candidateScorecard));
 * }</pre>
 *
 * <p>There is always exactly one verdict, also when a side is empty. It is the same whatever the
 * bundling.
 */
public final class CompareToReference
    extends PTransform<PCollection<Outcome>, PCollection<Verdict>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<Outcome> reference;
  private final transient Optional<PCollection<Scorecard>> scorecard;
  private final transient Optional<PCollection<RunScope>> referenceScope;
  private final transient Optional<PCollection<RunScope>> scope;
  private final GatePolicy policy;
  private final RunFacts referenceFacts;
  private final RunFacts candidateFacts;
  private final ImmutableList<String> remedy;

  private CompareToReference(
      PCollection<Outcome> reference,
      Optional<PCollection<Scorecard>> scorecard,
      Optional<PCollection<RunScope>> referenceScope,
      Optional<PCollection<RunScope>> scope,
      GatePolicy policy,
      RunFacts referenceFacts,
      RunFacts candidateFacts,
      ImmutableList<String> remedy) {
    this.reference = reference;
    this.scorecard = scorecard;
    this.referenceScope = referenceScope;
    this.scope = scope;
    this.policy = policy;
    this.referenceFacts = referenceFacts;
    this.candidateFacts = candidateFacts;
    this.remedy = remedy;
  }

  /** Compares with these outcomes, by the standard policy. */
  public static CompareToReference of(PCollection<Outcome> reference) {
    return new CompareToReference(
        reference,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        GatePolicy.standard(),
        RunFacts.unknown(),
        RunFacts.unknown(),
        ImmutableList.of());
  }

  /**
   * Compares with other outcomes of the reference.
   *
   * @param told what the reference left out on purpose: one element
   */
  public CompareToReference against(PCollection<Outcome> outcomes, PCollection<RunScope> told) {
    return new CompareToReference(
        outcomes,
        scorecard,
        Optional.of(told),
        scope,
        policy,
        referenceFacts,
        candidateFacts,
        remedy);
  }

  /** Where the two runs are, and what else is known of them. */
  public CompareToReference between(RunFacts referenceRun, RunFacts candidateRun) {
    return new CompareToReference(
        reference, scorecard, referenceScope, scope, policy, referenceRun, candidateRun, remedy);
  }

  /** Another policy. */
  public CompareToReference withPolicy(GatePolicy other) {
    return new CompareToReference(
        reference, scorecard, referenceScope, scope, other, referenceFacts, candidateFacts, remedy);
  }

  /** Compares what the policy decides by alone: what else there is may be missing yet. */
  public CompareToReference ofPrimaries() {
    return withPolicy(policy.toBuilder().missing(GatePolicy.Missing.IGNORE).build());
  }

  /** What the candidate left out on purpose: one element. */
  public CompareToReference withScope(PCollection<RunScope> told) {
    return new CompareToReference(
        reference,
        scorecard,
        referenceScope,
        Optional.of(told),
        policy,
        referenceFacts,
        candidateFacts,
        remedy);
  }

  /** The candidate's scorecard, whose warnings tell which of its cells cannot be trusted. */
  public CompareToReference withScorecard(PCollection<Scorecard> candidate) {
    return new CompareToReference(
        reference,
        Optional.of(candidate),
        referenceScope,
        scope,
        policy,
        referenceFacts,
        candidateFacts,
        remedy);
  }

  /**
   * What the verdict tells to do where the runs have other attacks or studies.
   *
   * @param options of the gate that attacks the models of the reference again
   */
  public CompareToReference withRemedy(ImmutableList<String> options) {
    return new CompareToReference(
        reference,
        scorecard,
        referenceScope,
        scope,
        policy,
        referenceFacts,
        candidateFacts,
        options);
  }

  @Override
  public PCollection<Verdict> expand(PCollection<Outcome> candidate) {
    PCollectionView<Map<PairKey, PairTally>> tallies =
        candidate.apply("PairRuns", new PairRuns(reference, policy)).apply("Tallies", View.asMap());
    PCollectionView<List<Scorecard>> scored =
        scorecard
            .orElseGet(
                () ->
                    candidate
                        .getPipeline()
                        .apply("NoScorecard", Create.empty(TypeDescriptor.of(Scorecard.class))))
            .apply("Scorecard", View.asList());
    PCollectionView<List<RunScope>> scopes =
        scopes(candidate.getPipeline(), "Candidate", scope, candidateFacts);
    PCollectionView<List<RunScope>> scopesOfReference =
        scopes(candidate.getPipeline(), "Reference", referenceScope, referenceFacts);
    PCollectionView<RightsTally> rights =
        reference.apply("CountRights", new CountRights(policy)).apply("Rights", View.asSingleton());
    return candidate
        .getPipeline()
        .apply("Once", Create.of(1))
        .apply(
            "Decide",
            ParDo.of(new Decide(tallies, scored, scopes, scopesOfReference, rights, gate()))
                .withSideInputs(tallies, scored, scopes, scopesOfReference, rights));
  }

  /** What a run left out, as it was told here, or as it is known of the run. */
  private static PCollectionView<List<RunScope>> scopes(
      Pipeline pipeline, String run, Optional<PCollection<RunScope>> told, RunFacts facts) {
    return told.orElseGet(() -> pipeline.apply("FactsOf" + run + "Alone", Create.of(facts.scope())))
        .apply("ScopeOf" + run, View.asList());
  }

  private Gate gate() {
    return new Gate(policy, referenceFacts, candidateFacts).withRemedy(remedy);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("policy", policy.toString()).withLabel("Policy"))
        .add(DisplayData.item("reference", referenceFacts.toString()).withLabel("Reference"))
        .add(DisplayData.item("candidate", candidateFacts.toString()).withLabel("Candidate"));
  }

  private static final class Decide extends DoFn<Integer, Verdict> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Map<PairKey, PairTally>> tallies;
    private final PCollectionView<List<Scorecard>> scorecard;
    private final PCollectionView<List<RunScope>> scope;
    private final PCollectionView<List<RunScope>> scopeOfReference;
    private final PCollectionView<RightsTally> rights;
    private final Gate gate;

    Decide(
        PCollectionView<Map<PairKey, PairTally>> tallies,
        PCollectionView<List<Scorecard>> scorecard,
        PCollectionView<List<RunScope>> scope,
        PCollectionView<List<RunScope>> scopeOfReference,
        PCollectionView<RightsTally> rights,
        Gate gate) {
      this.tallies = tallies;
      this.scorecard = scorecard;
      this.scope = scope;
      this.scopeOfReference = scopeOfReference;
      this.rights = rights;
      this.gate = gate;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      ImmutableList<FalseSecurityWarning> warnings =
          context.sideInput(scorecard).stream()
              .flatMap(scored -> scored.warnings().stream())
              .collect(ImmutableList.toImmutableList());
      context.output(
          gate.withScopes(all(context.sideInput(scopeOfReference)), all(context.sideInput(scope)))
              .decide(
                  context.sideInput(tallies), warnings, Optional.of(context.sideInput(rights))));
    }

    private static RunScope all(List<RunScope> told) {
      return told.stream().reduce(RunScope.ALL, RunScope::and);
    }
  }
}
