package io.gauntlet.report;

import static java.util.Comparator.comparingDouble;

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
 * What is left of one victim's accuracy at worst, by what is attacked.
 *
 * @param victim its name
 * @param cells the cell of the lowest accuracy for each, clean for {@link Attacked#NOTHING}
 */
record Worst(String victim, Map<Attacked, ScorecardCell> cells) {

  Worst {
    cells = Map.copyOf(cells);
  }

  /** Of each victim: fused ones first in the paper's order, then the others by name. */
  static List<Worst> of(Scorecard scorecard) {
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
        .sorted(comparingDouble(ScorecardCell::accuracy))
        .forEach(cell -> worst.putIfAbsent(cell.scoredAttack().attacked(), cell));
    return new Worst(victim, worst);
  }

  Optional<ScorecardCell> cell(Attacked attacked) {
    return Optional.ofNullable(cells.get(attacked));
  }

  Optional<Estimate> accuracy(Attacked attacked) {
    return cell(attacked).map(cell -> cell.estimate(Metric.ACCURACY));
  }

  /** Whether both its images and its words were attacked. */
  boolean isFused() {
    return cells.containsKey(Attacked.IMAGE) && cells.containsKey(Attacked.TEXT);
  }
}
