package io.gauntlet.score.gate;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.Drop;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import io.gauntlet.score.stats.SeededDrop;
import io.gauntlet.score.stats.Tango;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether a comparison could have shown a loss: a trial that would come out so whatever the
 * candidate is shows nothing (ICH E10, section 1.5).
 *
 * @param policy of the gate
 * @param cells of both runs
 * @param warnings signs that the candidate only seems robust
 */
record AssaySensitivity(
    GatePolicy policy, SortedMap<PairKey, PairTally> cells, List<FalseSecurityWarning> warnings) {
  /** A reference that keeps less than so many margins has too little to lose. */
  private static final int MARGINS_KEPT = 2;

  /** Studies of either class below which an area has no interval that holds. */
  private static final int FEWEST_OF_AREA = 50;

  private static final double LEAST_TO_LOSE = 0.3;
  private static final double MOST_TO_LOSE = 0.8;

  /** Why a comparison could not have shown a loss; none where it could. */
  List<Cause> doubts(Target target, Optional<Drop> drop) {
    PairTally tally = cells.get(target.key());
    List<Cause> doubts = new ArrayList<>();
    seeds(target, tally).ifPresent(doubts::add);
    if (drop.isEmpty() && doubts.isEmpty()) {
      doubts.add(target.cause(Code.CLASS_EMPTY));
    }
    drop.ifPresent(
        found -> {
          size(target, tally, found).ifPresent(doubts::add);
          if (found.reference() < MARGINS_KEPT * target.margin()) {
            doubts.add(tooLow(target, found));
          }
        });
    long invalid = tally.invalid().studies();
    if (invalid > policy.allowInvalid()) {
      doubts.add(
          target
              .cause(Code.ANSWERS_INVALID)
              .with("studies", (double) invalid)
              .with("allowed", policy.allowInvalid())
              .naming(List.copyOf(tally.invalid().reasons())));
    }
    if (tally.traits() != null && tally.traits().mayChangeLabel()) {
      doubts.add(target.cause(Code.LABEL_MAY_CHANGE));
    }
    warnings.stream()
        .filter(warning -> isAbout(warning, target.key().cell()))
        .findFirst()
        .ifPresent(
            warning ->
                doubts.add(target.cause(Code.FALSE_SECURITY).naming(warning.sign().label())));
    return doubts;
  }

  private boolean isAbout(FalseSecurityWarning warning, CellKey cell) {
    return warning.victim().equals(cell.victim())
        && (Primary.isSuite(cell)
            ? policy.isInSuite(warning.attack())
            : warning.attack().equals(cell.attack()));
  }

  private static Optional<Cause> seeds(Target target, PairTally tally) {
    int fewer = Math.min(tally.referenceSeeds(), tally.candidateSeeds());
    int more = Math.max(tally.referenceSeeds(), tally.candidateSeeds());
    if (more > 1 && fewer < SeededDrop.FEWEST_SEEDS) {
      return Optional.of(
          target
              .cause(Code.SEEDS_TOO_FEW)
              .with("reference", tally.referenceSeeds())
              .with("candidate", tally.candidateSeeds()));
    }
    return Optional.empty();
  }

  private Optional<Cause> size(Target target, PairTally tally, Drop drop) {
    long fewest =
        target.metric() == ComparedMetric.AUROC
            ? FEWEST_OF_AREA
            : Tango.fewestStudies(target.margin(), policy.passLevel());
    long studies = target.metric() == ComparedMetric.AUROC ? tally.smallerClass() : drop.studies();
    return studies >= fewest
        ? Optional.empty()
        : Optional.of(
            target
                .cause(Code.CLASS_TOO_SMALL)
                .with("studies", (double) studies)
                .with("fewest", (double) fewest));
  }

  private Cause tooLow(Target target, Drop drop) {
    Cause cause =
        target
            .cause(Code.REFERENCE_TOO_LOW)
            .with("reference", drop.reference())
            .with("margin", target.margin());
    return remedy(target.key().cell().victim()).map(cause::naming).orElse(cause);
  }

  /**
   * The attack with the largest budget under which the reference keeps enough to lose and loses
   * enough to be under attack; one that may not change the label. Empty where no cell has such.
   */
  Optional<String> remedy(String victim) {
    return cells.entrySet().stream()
        .filter(cell -> isCandidateForSuite(cell, victim))
        .min(Comparator.comparingDouble(cell -> cell.getValue().reference().accuracy()))
        .map(cell -> cell.getKey().cell().attack());
  }

  private static boolean isCandidateForSuite(Map.Entry<PairKey, PairTally> cell, String victim) {
    PairKey key = cell.getKey();
    double kept = cell.getValue().reference().accuracy();
    return key.slice() == null
        && key.cell().victim().equals(victim)
        && key.cell().generator() == null
        && !Primary.isSuite(key.cell())
        && cell.getValue().traits() != null
        && cell.getValue().traits().attacked() != Attacked.NOTHING
        && !cell.getValue().traits().mayChangeLabel()
        && kept >= LEAST_TO_LOSE
        && kept <= MOST_TO_LOSE;
  }
}
