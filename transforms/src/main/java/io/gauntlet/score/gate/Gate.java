package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.stats.ConfusionMatrix;
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
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

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

  /** With fewer studies in common than this share, two runs tested other studies. */
  private static final double LEAST_IN_COMMON = 0.9;

  /** A power of this many tolerances is promised where the studies are enough. */
  private static final int LOSS_THAT_FAILS = 3;

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
    SortedMap<PairKey, PairTally> counted = new TreeMap<>();
    cells.forEach(
        (key, tally) -> {
          if (key.slice() == null || isLarge(tally)) {
            counted.put(key, tally);
          }
        });
    SortedMap<PairKey, PairTally> compared = new TreeMap<>(counted);
    compared.keySet().removeIf(key -> !policy.counts(key));
    List<String> notComparable = differences(compared);
    boolean hasBaseline = compared.values().stream().anyMatch(Gate::hasBaseline);
    if (hasBaseline && !notComparable.isEmpty()) {
      return verdict(Status.NOT_COMPARABLE, notComparable, List.of());
    }
    List<CellVerdict> verdicts = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    if (hasBaseline) {
      verdicts.addAll(missing(compared));
      verdicts.addAll(compare(compared));
    }
    verdicts.addAll(floors(counted, reasons));
    verdicts.stream().filter(cell -> !cell.passed()).map(CellVerdict::reason).forEach(reasons::add);
    if (!reasons.isEmpty()) {
      return verdict(Status.FAIL, reasons, verdicts);
    }
    if (!hasBaseline) {
      return verdict(
          Status.NO_BASELINE, List.of("the baseline has no outcomes to compare with"), verdicts);
    }
    return verdict(Status.PASS, notes(compared, verdicts), verdicts);
  }

  private boolean isLarge(PairTally tally) {
    return tally.studies() + tally.onlyBaseline() + tally.onlyCandidate() >= policy.minSlice();
  }

  private static boolean hasBaseline(PairTally tally) {
    return tally.studies() + tally.onlyBaseline() > 0;
  }

  private static boolean hasCandidate(PairTally tally) {
    return tally.studies() + tally.onlyCandidate() > 0;
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

  /** Why the runs cannot be compared. */
  private List<String> differences(SortedMap<PairKey, PairTally> cells) {
    List<String> reasons = new ArrayList<>();
    if (baseline.dataDigest() != null
        && candidate.dataDigest() != null
        && !Objects.equals(baseline.dataDigest(), candidate.dataDigest())) {
      reasons.add(
          "the runs read other data: the baseline %s, the candidate %s"
              .formatted(baseline.dataDigest(), candidate.dataDigest()));
    }
    SortedSet<String> lost = attacks(cells, Gate::hasBaseline);
    lost.removeAll(attacks(cells, Gate::hasCandidate));
    if (!lost.isEmpty() && policy.missing() == GatePolicy.Missing.FAIL) {
      reasons.add("the runs made other attacks: the candidate lacks " + String.join(", ", lost));
    }
    cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null)
        .filter(cell -> hasBaseline(cell.getValue()) && hasCandidate(cell.getValue()))
        .filter(cell -> !isOfSameStudies(cell.getValue()))
        .findFirst()
        .ifPresent(
            cell ->
                reasons.add(
                    "the runs tested other studies: %s has %d in common, %d of the baseline alone,"
                            .formatted(
                                cell.getKey(),
                                cell.getValue().studies(),
                                cell.getValue().onlyBaseline())
                        + " %d of the candidate alone; split both with the same seed"
                            .formatted(cell.getValue().onlyCandidate())));
    return reasons;
  }

  private static SortedSet<String> attacks(
      Map<PairKey, PairTally> cells, Function<PairTally, Boolean> present) {
    SortedSet<String> attacks = new TreeSet<>();
    cells.forEach(
        (key, tally) -> {
          if (present.apply(tally)) {
            attacks.add(key.cell().attack());
          }
        });
    return attacks;
  }

  private static boolean isOfSameStudies(PairTally tally) {
    long most = tally.studies() + Math.max(tally.onlyBaseline(), tally.onlyCandidate());
    return tally.studies() >= LEAST_IN_COMMON * most;
  }

  private List<CellVerdict> missing(SortedMap<PairKey, PairTally> cells) {
    if (policy.missing() == GatePolicy.Missing.IGNORE) {
      return List.of();
    }
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().slice() == null && !hasCandidate(cell.getValue()))
        .map(
            cell ->
                new CellVerdict(
                    cell.getKey().cell(),
                    null,
                    Metric.ACCURACY,
                    0,
                    Double.NaN,
                    Double.NaN,
                    Estimate.UNKNOWN,
                    Double.NaN,
                    Double.NaN,
                    false,
                    cell.getKey() + " is missing: the baseline has it, the candidate has not"))
        .toList();
  }

  private record Comparison(
      PairKey key, Metric metric, long studies, double before, Replicates change, double p) {}

  private List<CellVerdict> compare(SortedMap<PairKey, PairTally> cells) {
    List<Comparison> all = new ArrayList<>();
    cells.forEach(
        (key, tally) -> {
          if (tally.studies() > 0) {
            policy.metrics().forEach(metric -> all.add(comparison(key, tally, metric)));
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

  private static Replicates figure(Metric metric, DecisionCounts decisions) {
    return switch (metric) {
      case ACCURACY -> decisions.accuracy();
      case F1 -> decisions.f1();
      case NORMAL_F1 -> decisions.normalF1();
      case MACRO_F1 -> decisions.macroF1();
      default -> throw new IllegalArgumentException(metric.key() + " is not compared");
    };
  }

  private static double figure(Metric metric, ConfusionMatrix decisions) {
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
    boolean tooLarge = policy.largestDrop() != null && drop > policy.largestDrop();
    String what =
        "%s of %s %s from %s to %s (p %.2g)"
            .formatted(
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
    return new CellVerdict(
        comparison.key().cell(),
        comparison.key().slice(),
        comparison.metric(),
        comparison.studies(),
        comparison.before(),
        comparison.before() + change.value(),
        change,
        comparison.p(),
        correctedP,
        !((real && matters) || tooLarge),
        why);
  }

  private List<CellVerdict> floors(SortedMap<PairKey, PairTally> cells, List<String> reasons) {
    List<CellVerdict> verdicts = new ArrayList<>();
    for (GatePolicy.Floor floor : policy.floors()) {
      List<PairKey> meant =
          cells.keySet().stream()
              .filter(key -> floor.isAbout(key) && hasCandidate(cells.get(key)))
              .toList();
      if (meant.isEmpty()) {
        reasons.add("the floor for " + floor + " is missed: the candidate has no such cell");
      }
      for (PairKey key : meant) {
        ConfusionMatrix decisions = cells.get(key).wholeCandidate();
        double found = figure(floor.metric(), decisions);
        if (!(found >= floor.least())) {
          verdicts.add(
              new CellVerdict(
                  key.cell(),
                  key.slice(),
                  floor.metric(),
                  decisions.n(),
                  Double.NaN,
                  found,
                  Estimate.UNKNOWN,
                  Double.NaN,
                  Double.NaN,
                  false,
                  "%s of %s is %s, below its floor of %s"
                      .formatted(floor.metric().key(), key, points(found), points(floor.least()))));
        }
      }
    }
    return verdicts;
  }

  /** What someone should know who reads that nothing failed. */
  private List<String> notes(SortedMap<PairKey, PairTally> cells, List<CellVerdict> verdicts) {
    List<String> notes = new ArrayList<>();
    SortedSet<String> added = attacks(cells, Gate::hasCandidate);
    added.removeAll(attacks(cells, Gate::hasBaseline));
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
          "%d studies and %d comparisons cannot tell a drop below %s in one cell alone from chance"
              .formatted(fewest, verdicts.size(), points(needed / fewest)));
    }
    return notes;
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
