package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Holm;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.tally.DecisionCounts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides whether a candidate may replace a baseline.
 *
 * <p>A comparison fails when two things hold: the drop is beyond chance, its p after Holm's
 * correction over all comparisons being below alpha, so that a candidate that is no worse fails
 * anywhere with a probability of at most alpha; and the drop is above the tolerance, so that a loss
 * too small to matter does not fail however many studies show it. It fails too when a floor or the
 * largest drop is passed, or a cell is missing.
 */
public final class Gate implements Serializable {
  private static final long serialVersionUID = 1;

  private final GatePolicy policy;
  private final RunFacts baseline;
  private final RunFacts candidate;

  /**
   * A gate.
   *
   * @param baseline its folder and digest may be null where there is none
   */
  public Gate(GatePolicy policy, RunFacts baseline, RunFacts candidate) {
    this.policy = policy;
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /** The verdict on the cells that either run has, counted study by study. */
  public Verdict decide(Map<PairKey, PairTally> cells) {
    Comparability comparability = new Comparability(policy, baseline, candidate);
    List<String> damages = comparability.damages();
    if (!damages.isEmpty()) {
      return verdict(Status.NOT_COMPARABLE, damages, List.of());
    }
    SortedMap<PairKey, PairTally> counted = new TreeMap<>();
    cells.forEach(
        (key, tally) -> {
          if (key.slice() == null || isLarge(tally)) {
            counted.put(key, tally);
          }
        });
    SortedMap<PairKey, PairTally> compared = new TreeMap<>(counted);
    compared.keySet().removeIf(key -> !policy.counts(key));
    List<String> unknownSlices = new PolicySlices(policy, cells.keySet()).faults();
    if (!cells.isEmpty() && !unknownSlices.isEmpty()) {
      return verdict(Status.NOT_COMPARABLE, unknownSlices, List.of());
    }
    List<String> notComparable = comparability.faults(compared);
    boolean hasBaseline = compared.values().stream().anyMatch(PairTally::hasBaseline);
    if (hasBaseline && !notComparable.isEmpty()) {
      return verdict(Status.NOT_COMPARABLE, notComparable, List.of());
    }
    List<CellVerdict> verdicts = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    if (hasBaseline) {
      verdicts.addAll(missing(compared));
      verdicts.addAll(compare(compared));
    }
    Floors floors = new Floors(policy.floors());
    verdicts.addAll(floors.missed(counted));
    reasons.addAll(floors.withoutCell(counted));
    verdicts.stream().filter(cell -> !cell.passed()).map(CellVerdict::reason).forEach(reasons::add);
    if (!reasons.isEmpty()) {
      return verdict(Status.FAIL, reasons, verdicts);
    }
    if (!hasBaseline) {
      return verdict(
          Status.NO_BASELINE, List.of("the baseline has no outcomes to compare with"), verdicts);
    }
    return verdict(Status.PASS, comparability.notes(compared, verdicts), verdicts);
  }

  private boolean isLarge(PairTally tally) {
    return tally.studies() + tally.onlyBaseline() + tally.onlyCandidate() >= policy.minSlice();
  }

  private Verdict verdict(Status status, List<String> reasons, List<CellVerdict> cells) {
    return new Verdict(
        status,
        ImmutableList.copyOf(reasons),
        baseline.folder(),
        candidate.folder(),
        policy.alpha(),
        policy.tolerance(),
        ImmutableList.copyOf(cells));
  }

  private List<CellVerdict> missing(SortedMap<PairKey, PairTally> cells) {
    if (policy.missing() == GatePolicy.Missing.IGNORE) {
      return List.of();
    }
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null && !cell.getValue().hasCandidate())
        .map(
            cell ->
                CellVerdict.builder()
                    .key(cell.getKey().cell())
                    .metric(Metric.ACCURACY)
                    .studies(0)
                    .passed(false)
                    .reason(
                        cell.getKey() + " is missing: the baseline has it, the candidate has not")
                    .build())
        .toList();
  }

  private record Comparison(
      PairKey key, Metric metric, long studies, double before, Replicates change, double p) {}

  private List<CellVerdict> compare(SortedMap<PairKey, PairTally> cells) {
    List<Comparison> all = new ArrayList<>();
    cells.forEach(
        (key, tally) -> {
          if (tally.studies() > 0) {
            // A slice of one finding may well have no normal study.
            policy.metrics().stream()
                .filter(tally::has)
                .forEach(metric -> all.add(comparison(key, tally, metric)));
          }
        });
    double[] corrected = Holm.correct(all.stream().mapToDouble(Comparison::p).toArray());
    List<CellVerdict> verdicts = new ArrayList<>();
    for (int i = 0; i < corrected.length; i++) {
      verdicts.add(judge(all.get(i), corrected[i]));
    }
    return verdicts;
  }

  private static Comparison comparison(PairKey key, PairTally tally, Metric metric) {
    Replicates before = figure(metric, tally.baseline());
    Replicates change = figure(metric, tally.candidate()).minus(before);
    double p =
        metric == Metric.ACCURACY ? tally.pOfNoWorseAccuracy() : change.times(-1).pOfNotAboveZero();
    return new Comparison(key, metric, tally.studies(), before.value(), change, p);
  }

  static Replicates figure(Metric metric, DecisionCounts decisions) {
    return switch (metric) {
      case ACCURACY -> decisions.accuracy();
      case F1 -> decisions.f1();
      case NORMAL_F1 -> decisions.normalF1();
      case MACRO_F1 -> decisions.macroF1();
      default -> throw new IllegalArgumentException(metric.key() + " is not compared");
    };
  }

  private CellVerdict judge(Comparison comparison, double correctedP) {
    Estimate change = comparison.change().estimate();
    double drop = -change.value();
    boolean real = correctedP < policy.alpha();
    boolean matters = drop > policy.tolerance();
    boolean tooLarge = drop > policy.largestDrop();
    String what =
        String.format(
            Locale.ROOT,
            "%s of %s %s from %s to %s (p %.2g)",
            comparison.metric().key(),
            comparison.key(),
            drop > 0 ? "fell" : drop < 0 ? "rose" : "stayed",
            points(comparison.before()),
            points(comparison.before() + change.value()),
            correctedP);
    String why;
    if (real && matters) {
      why = what + ": beyond chance and beyond the tolerance of " + points(policy.tolerance());
    } else if (tooLarge) {
      why = what + ": more than the largest drop of " + points(policy.largestDrop());
    } else if (matters) {
      why = what + ": within chance";
    } else {
      why = what;
    }
    return CellVerdict.builder()
        .key(comparison.key().cell())
        .slice(comparison.key().slice())
        .metric(comparison.metric())
        .studies(comparison.studies())
        .baseline(comparison.before())
        .candidate(comparison.before() + change.value())
        .difference(change)
        .p(comparison.p())
        .correctedP(correctedP)
        .passed(!((real && matters) || tooLarge))
        .reason(why)
        .build();
  }

  static String points(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
