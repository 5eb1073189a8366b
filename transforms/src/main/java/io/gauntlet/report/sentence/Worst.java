package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is left of one victim's accuracy at worst, by what is changed. Attacks after which the label
 * may no longer be true are none of them: a victim that follows the changed words is not wrong.
 *
 * @param victim its name
 * @param cells the cell of the lowest accuracy for each, clean for {@link Attacked#NOTHING}
 */
public record Worst(String victim, Map<Attacked, ScorecardCell> cells) {

  public Worst {
    cells = Map.copyOf(cells);
  }

  /** Of each victim: fused ones first in the paper's order, then the others by name. */
  public static List<Worst> of(Scorecard scorecard) {
    TreeSet<String> rest = new TreeSet<>();
    scorecard.cells().forEach(cell -> rest.add(cell.victim()));
    List<String> victims = new ArrayList<>(PaperGrid.fusedVictims());
    victims.retainAll(rest);
    victims.forEach(rest::remove);
    victims.addAll(rest);
    return victims.stream().map(victim -> of(scorecard, victim)).toList();
  }

  private static Worst of(Scorecard scorecard, String victim) {
    Map<Attacked, ScorecardCell> worst = new EnumMap<>(Attacked.class);
    scorecard.cells().stream()
        .filter(cell -> cell.victim().equals(victim) && !Double.isNaN(cell.accuracy()))
        .filter(cell -> !cell.scoredAttack().mayChangeLabel())
        .sorted(comparingDouble(ScorecardCell::accuracy))
        .forEach(cell -> worst.putIfAbsent(cell.changed(), cell));
    return new Worst(victim, worst);
  }

  public Optional<ScorecardCell> cell(Attacked attacked) {
    return Optional.ofNullable(cells.get(attacked));
  }

  /** The lowest accuracy under any attack; empty where there was none. */
  public Optional<ScorecardCell> attacked() {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey() != Attacked.NOTHING)
        .map(Map.Entry::getValue)
        .min(comparingDouble(ScorecardCell::accuracy));
  }

  public Optional<Estimate> accuracy(Attacked attacked) {
    return cell(attacked).map(cell -> cell.estimate(Metric.ACCURACY));
  }
}
