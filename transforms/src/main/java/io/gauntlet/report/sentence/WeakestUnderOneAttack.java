package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which victim gives way first. Two victims are compared under one attack with one budget alone, for
 * budgets of different attacks have no common scale; and only where the interval of the weakest lies
 * below those of all others.
 */
final class WeakestUnderOneAttack implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().attacked() != Attacked.NOTHING)
        .filter(cell -> !cell.scoredAttack().mayChangeLabel())
        .filter(cell -> !isWarnedOf(scorecard, cell.attack()))
        .collect(groupingBy(ScorecardCell::attack))
        .values()
        .stream()
        .filter(cells -> cells.size() > 1)
        .sorted(comparingInt(List<ScorecardCell>::size).reversed())
        .flatMap(cells -> weakest(cells).stream())
        .limit(1)
        .map(
            cell ->
                "Under %s, %s keeps least, %s (%s), and its interval lies below those of all other victims."
                    .formatted(
                        PaperGrid.label(cell.scoredAttack()),
                        cell.victim(),
                        Figures.share(cell.accuracy()),
                        Figures.interval(accuracy(cell))));
  }

  /** An attack that did not work as it should on some victim is no measure of any. */
  private static boolean isWarnedOf(Scorecard scorecard, String attack) {
    return scorecard.warnings().stream().anyMatch(warning -> warning.attack().equals(attack));
  }

  private static Optional<ScorecardCell> weakest(List<ScorecardCell> cells) {
    return cells.stream()
        .filter(cell -> accuracy(cell).hasInterval())
        .min(comparingDouble(ScorecardCell::accuracy))
        .filter(
            weakest ->
                cells.stream()
                    .filter(cell -> !cell.key().equals(weakest.key()))
                    .allMatch(
                        cell ->
                            accuracy(cell).hasInterval()
                                && accuracy(weakest).high() < accuracy(cell).low()));
  }

  private static Estimate accuracy(ScorecardCell cell) {
    return cell.estimate(Metric.ACCURACY);
  }
}
