package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How much accuracy there is, clean and at worst: the lowest and the highest of the victims that
 * were attacked, each with its name. Victims are never averaged: the mean of a good and a bad one is
 * the accuracy of neither.
 */
final class AccuracyRange implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    if (scorecard.cells().isEmpty()) {
      return Stream.of("Nothing was measured.");
    }
    List<ScorecardCell> worst =
        Worst.of(scorecard).stream().flatMap(victim -> victim.attacked().stream()).toList();
    if (worst.isEmpty()) {
      return Stream.of("Nothing was attacked, so nothing is known of robustness.");
    }
    List<ScorecardCell> clean =
        Worst.of(scorecard).stream()
            .filter(victim -> victim.attacked().isPresent())
            .flatMap(victim -> victim.cell(Attacked.NOTHING).stream())
            .toList();
    String start = worst.size() == 1 ? worst.get(0).victim() + " is" : "The victims are";
    Optional<String> before =
        range(clean, ScorecardCell::victim).map(range -> range + " of the studies when clean, and");
    Function<ScorecardCell, String> named =
        worst.size() == 1 ? AccuracyRange::attack : AccuracyRange::victimAndAttack;
    return range(worst, named)
        .map(
            range ->
                "%s right %s %s at worst.".formatted(start, before.orElse(""), range)
                    .replaceAll(" +", " "))
        .stream();
  }

  private static String attack(ScorecardCell cell) {
    return "under " + PaperGrid.label(cell.scoredAttack());
  }

  private static String victimAndAttack(ScorecardCell cell) {
    return cell.victim() + ", " + attack(cell);
  }

  /** The lowest and the highest of some cells. */
  private static Optional<String> range(
      List<ScorecardCell> cells, Function<ScorecardCell, String> name) {
    Optional<ScorecardCell> low = cells.stream().min(comparingDouble(ScorecardCell::accuracy));
    Optional<ScorecardCell> high = cells.stream().max(comparingDouble(ScorecardCell::accuracy));
    return low.map(
        lowest ->
            lowest.accuracy() == high.orElseThrow().accuracy()
                ? "in " + share(lowest) + (cells.size() == 1 ? suffix(lowest, name) : "")
                : "in %s (%s) to %s (%s)"
                    .formatted(
                        share(lowest),
                        name.apply(lowest),
                        share(high.orElseThrow()),
                        name.apply(high.orElseThrow())));
  }

  private static String suffix(ScorecardCell cell, Function<ScorecardCell, String> name) {
    String text = name.apply(cell);
    return text.equals(cell.victim()) ? "" : " " + text;
  }

  private static String share(ScorecardCell cell) {
    return Figures.share(cell.accuracy());
  }
}
