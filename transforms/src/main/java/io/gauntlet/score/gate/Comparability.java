package io.gauntlet.score.gate;

import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether two runs can be compared, and how far a comparison can tell.
 *
 * @param policy of the gate
 * @param baseline its folder and digest may be null where there is none
 * @param candidate the run that is judged
 */
record Comparability(GatePolicy policy, RunFacts baseline, RunFacts candidate) {
  /** With fewer studies in common than this share, two runs tested other studies. */
  private static final double LEAST_IN_COMMON = 0.9;

  /** A power of this many tolerances is promised where the studies are enough. */
  private static final int LOSS_THAT_FAILS = 3;

  /** How the outcomes of either run are not those that it wrote. */
  List<String> damages() {
    return Stream.of(baseline, candidate)
        .flatMap(run -> run.faults().stream().map(fault -> run.folder() + ": " + fault.text()))
        .toList();
  }

  /** Why the runs cannot be compared. */
  List<String> faults(SortedMap<PairKey, PairTally> cells) {
    List<String> reasons = new ArrayList<>();
    if (!baseline.making().sizes().equals(candidate.making().sizes())
        && !baseline.making().sizes().isEmpty()
        && !candidate.making().sizes().isEmpty()) {
      reasons.add(
          "the victims saw images of other sizes: the baseline's %s, the candidate's %s"
              .formatted(baseline.making().sizes().values(), candidate.making().sizes().values()));
    }
    if (baseline.dataDigest() != null
        && candidate.dataDigest() != null
        && !Objects.equals(baseline.dataDigest(), candidate.dataDigest())) {
      reasons.add(
          "the runs read other data: the baseline %s, the candidate %s"
              .formatted(baseline.dataDigest(), candidate.dataDigest()));
    }
    policy.metrics().stream()
        .flatMap(metric -> withoutClass(metric, cells).stream())
        .forEach(reasons::add);
    SortedSet<String> lost = attacks(cells, PairTally::hasBaseline);
    lost.removeAll(attacks(cells, PairTally::hasCandidate));
    if (!lost.isEmpty() && policy.missing() == GatePolicy.Missing.FAIL) {
      reasons.add("the runs made other attacks: the candidate lacks " + String.join(", ", lost));
    }
    cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null)
        .filter(cell -> cell.getValue().hasBaseline() && cell.getValue().hasCandidate())
        .filter(cell -> !isOfSameStudies(cell.getValue()))
        .findFirst()
        .ifPresent(
            cell ->
                reasons.add(
                    "the runs tested other studies: %s has %s in common, %s of the baseline alone,"
                            .formatted(
                                cell.getKey(),
                                cell.getValue().studies(),
                                cell.getValue().onlyBaseline())
                        + " %s of the candidate alone; split both with the same seed"
                            .formatted(cell.getValue().onlyCandidate())));
    return reasons;
  }

  /** Why a metric of the policy is of no use: the first cell that lacks the class it is of. */
  private static Optional<String> withoutClass(Metric metric, SortedMap<PairKey, PairTally> cells) {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null && cell.getValue().studies() > 0)
        .filter(cell -> !cell.getValue().has(metric))
        .findFirst()
        .map(
            cell ->
                ("%s of %s cannot be computed: no study that both runs have is %s; leave %1$s out"
                        + " of the policy's metrics, or compare runs on studies of both classes")
                    .formatted(
                        metric.key(),
                        cell.getKey(),
                        metric == Metric.NORMAL_F1 ? "normal" : "abnormal"));
  }

  private static SortedSet<String> attacks(
      Map<PairKey, PairTally> cells, Predicate<PairTally> present) {
    SortedSet<String> attacks = new TreeSet<>();
    cells.forEach(
        (key, tally) -> {
          if (present.test(tally)) {
            attacks.add(key.cell().attack());
          }
        });
    return attacks;
  }

  private static boolean isOfSameStudies(PairTally tally) {
    long most = tally.studies() + Math.max(tally.onlyBaseline(), tally.onlyCandidate());
    return tally.studies() >= LEAST_IN_COMMON * most;
  }

  /** What someone should know who reads that nothing failed. */
  List<String> notes(SortedMap<PairKey, PairTally> cells, List<CellVerdict> verdicts) {
    List<String> notes = new ArrayList<>();
    SortedSet<String> added = attacks(cells, PairTally::hasCandidate);
    added.removeAll(attacks(cells, PairTally::hasBaseline));
    if (!added.isEmpty()) {
      notes.add("not compared, since the baseline lacks them: " + String.join(", ", added));
    }
    long fewest =
        verdicts.stream()
            .filter(cell -> cell.slice() == null)
            .mapToLong(CellVerdict::studies)
            .min()
            .orElse(0);
    // Changed studies that must all be worse before McNemar's p, halved by each, is below alpha.
    double needed = Math.ceil(Math.log(verdicts.size() / policy.alpha()) / Math.log(2));
    if (fewest > 0 && needed / fewest > LOSS_THAT_FAILS * policy.tolerance()) {
      notes.add(
          "%s studies and %s comparisons cannot tell a drop below %s in one cell alone from chance"
              .formatted(fewest, verdicts.size(), Gate.points(needed / fewest)));
    }
    return notes;
  }
}
