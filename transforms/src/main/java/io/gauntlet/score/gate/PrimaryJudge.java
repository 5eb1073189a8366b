package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.PrimaryResult.Status;
import io.gauntlet.score.pair.Drop;
import io.gauntlet.score.pair.Drops;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.PassPower;
import io.gauntlet.score.stats.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Holds each primary comparison against its margin. It passes when a drop of the margin is ruled
 * out, at half the policy's level on one side; it fails when it is worse beyond chance, after
 * Holm's correction over the comparisons that could tell, and the estimated drop is at least the
 * margin. What is neither is inconclusive.
 *
 * @param policy of the gate
 * @param cells of both runs
 * @param assay tells whether a comparison could have shown a loss
 * @param sameWeights the cells in which the same weights were asked the same
 */
record PrimaryJudge(
    GatePolicy policy,
    SortedMap<PairKey, PairTally> cells,
    AssaySensitivity assay,
    Predicate<PairKey> sameWeights) {

  private record Comparison(Target target, Optional<Drop> drop, List<Cause> doubts) {
    boolean isInformative() {
      return doubts.isEmpty();
    }

    double p() {
      return drop.map(Drop::pOfNoWorse).orElse(Double.NaN);
    }
  }

  /** What becomes of each comparison, in their order. */
  ImmutableList<PrimaryResult> judge(List<Target> targets) {
    List<Comparison> all = targets.stream().map(this::compare).toList();
    double[] corrected =
        Holm.correct(
            all.stream().filter(Comparison::isInformative).mapToDouble(Comparison::p).toArray());
    ImmutableList.Builder<PrimaryResult> results = ImmutableList.builder();
    int next = 0;
    for (Comparison comparison : all) {
      double p = comparison.isInformative() ? corrected[next++] : Double.NaN;
      results.add(judge(comparison, p));
    }
    return results.build();
  }

  private Comparison compare(Target target) {
    Optional<Drop> drop = Drops.of(cells.get(target.key()), target.metric());
    return new Comparison(
        target, drop, sameWeights.test(target.key()) ? List.of() : assay.doubts(target, drop));
  }

  private PrimaryResult judge(Comparison comparison, double correctedP) {
    Target target = comparison.target();
    PairTally tally = cells.get(target.key());
    PrimaryResult.Builder result =
        PrimaryResult.builder()
            .key(target.key().cell())
            .slice(target.key().slice())
            .metric(target.metric())
            .margin(target.margin())
            .patients(tally.patients())
            .referenceSeeds(tally.referenceSeeds())
            .candidateSeeds(tally.candidateSeeds())
            .correctedP(correctedP);
    comparison
        .drop()
        .ifPresent(
            drop ->
                result
                    .studies(drop.studies())
                    .reference(drop.reference())
                    .candidate(drop.candidate())
                    .drop(drop.interval())
                    .bound(drop.upperBound(policy.passLevel()))
                    .p(drop.pOfNoWorse())
                    .discordance(drop.discordance())
                    .referenceSpread(drop.referenceSpread()));
    if (sameWeights.test(target.key())) {
      return result
          .status(Status.PASS)
          .causes(ImmutableList.of(target.cause(Code.SAME_WEIGHTS)))
          .build();
    }
    if (!comparison.isInformative() || comparison.drop().isEmpty()) {
      return result
          .status(Status.UNINFORMATIVE)
          .causes(ImmutableList.copyOf(comparison.doubts()))
          .build();
    }
    return decide(result, target, comparison.drop().get(), correctedP);
  }

  private PrimaryResult decide(
      PrimaryResult.Builder result, Target target, Drop drop, double correctedP) {
    double lost = drop.interval().value();
    boolean beyondChance = correctedP < policy.failLevel();
    if (drop.upperBound(policy.passLevel()) < target.margin()) {
      List<Cause> causes = new ArrayList<>();
      if (beyondChance) {
        causes.add(
            target
                .cause(Code.WORSE_WITHIN_MARGIN)
                .with("drop", lost)
                .with("margin", target.margin())
                .with("p", correctedP));
      }
      return result.status(Status.PASS).causes(ImmutableList.copyOf(causes)).build();
    }
    if (beyondChance && lost >= target.margin()) {
      return result
          .status(Status.FAIL)
          .causes(
              ImmutableList.of(
                  target
                      .cause(Code.LOST)
                      .with("drop", lost)
                      .with("margin", target.margin())
                      .with("corrected_p", correctedP)))
          .build();
    }
    return result.status(Status.INCONCLUSIVE).causes(ImmutableList.of(open(target, drop))).build();
  }

  /** What would make an inconclusive comparison tell. */
  private Cause open(Target target, Drop drop) {
    PairTally tally = cells.get(target.key());
    if (drop.interval().value() >= target.margin()) {
      return target
          .cause(Code.NOT_FOR_LACK_OF_STUDIES)
          .with("drop", drop.interval().value())
          .with("margin", target.margin());
    }
    if (tally.referenceSeeds() > 1) {
      return target
          .cause(Code.SEEDS_SPREAD)
          .with("seeds", Math.min(tally.referenceSeeds(), tally.candidateSeeds()))
          .with("margin", target.margin());
    }
    Cause cause =
        target
            .cause(Code.TOO_FEW_STUDIES)
            .with("studies", (double) drop.studies())
            .with("discordance", drop.discordance())
            .with("margin", target.margin());
    OptionalLong needed =
        Double.isNaN(drop.discordance())
            ? OptionalLong.empty()
            : new PassPower(target.margin(), policy.passLevel()).studiesNeeded(drop.discordance());
    return needed.isPresent() ? cause.with("needed", (double) needed.getAsLong()) : cause;
  }
}
