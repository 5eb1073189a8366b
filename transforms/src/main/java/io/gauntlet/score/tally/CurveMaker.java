package io.gauntlet.score.tally;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Replicates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the sweeps of a run: attacks that differ in what they may spend alone. */
public final class CurveMaker {
  /** Options that say what an attack may spend. */
  public static final List<String> BUDGETS = List.of("epsilon", "fraction");

  private static final int LEAST_BUDGETS = 2;

  private final CellTallies tallies;

  private CurveMaker(CellTallies tallies) {
    this.tallies = tallies;
  }

  private record Sweep(String victim, String family, String budget) {}

  private record Step(Sweep sweep, double budget, CellKey key) {}

  /** A curve for each victim and sweep of at least two budgets above 0. */
  static List<RobustnessCurve> curves(CellTallies tallies) {
    CurveMaker maker = new CurveMaker(tallies);
    Map<Sweep, List<Step>> sweeps =
        tallies.keys().stream()
            .flatMap(key -> maker.step(key).stream())
            .filter(step -> step.budget() > 0)
            .collect(groupingBy(Step::sweep, toList()));
    return sweeps.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= LEAST_BUDGETS)
        .map(entry -> maker.curve(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Optional<Step> step(CellKey key) {
    ScoredAttack attack = tallies.attack(key);
    if (key.generator() != null || !attack.isSingle()) {
      return Optional.empty();
    }
    for (String budget : BUDGETS) {
      OptionalDouble spent = attack.first().budget(budget);
      if (spent.isPresent()) {
        String family = attack.first().without(List.of(budget)).toString();
        return Optional.of(
            new Step(new Sweep(key.victim(), family, budget), spent.getAsDouble(), key));
      }
    }
    return Optional.empty();
  }

  private RobustnessCurve curve(Sweep sweep, List<Step> swept) {
    CellKey clean = new CellKey(sweep.victim(), ScoredAttack.NONE);
    Stream<Step> start =
        tallies.keys().contains(clean) ? Stream.of(new Step(sweep, 0, clean)) : Stream.of();
    List<Step> steps =
        Stream.concat(start, swept.stream().sorted(comparingDouble(Step::budget))).toList();
    return new RobustnessCurve(
        sweep.victim(),
        sweep.family(),
        sweep.budget(),
        steps.stream().map(this::point).collect(ImmutableList.toImmutableList()),
        area(steps, key -> tallies.replicates(key, DecisionCounts::accuracy)).estimate(),
        area(steps, tallies::f1).estimate());
  }

  private RobustnessCurve.Point point(Step step) {
    ScorecardCell cell = tallies.cell(step.key());
    return new RobustnessCurve.Point(
        step.budget(), cell.attack(), cell.estimate(Metric.ACCURACY), f1(cell));
  }

  private static Estimate f1(ScorecardCell cell) {
    return cell.estimate(cell.byClass().isOfTwo() ? Metric.F1 : Metric.MACRO_F1);
  }

  /** By the trapezoid rule, over the range of the budget. */
  private static Replicates area(List<Step> steps, Function<CellKey, Replicates> figure) {
    double range = steps.get(steps.size() - 1).budget() - steps.get(0).budget();
    TreeMap<Double, Replicates> heights = new TreeMap<>();
    steps.forEach(step -> heights.put(step.budget(), figure.apply(step.key())));
    Replicates area = Replicates.of(i -> 0);
    for (int i = 1; i < steps.size(); i++) {
      double from = steps.get(i - 1).budget();
      double to = steps.get(i).budget();
      Replicates twice = heights.get(from).plus(heights.get(to));
      area = area.plus(twice.times((to - from) / 2 / range));
    }
    return area;
  }
}
