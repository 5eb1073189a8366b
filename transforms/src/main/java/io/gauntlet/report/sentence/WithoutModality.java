package io.gauntlet.report.sentence;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a victim does where a modality is missing or another study's, and whether its confidence
 * tells. A victim that decides as before need not be wrong, and one whose confidence stays need not
 * be right: only what was measured is said.
 */
final class WithoutModality implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().isSingle() && cell.scoredAttack().isWithoutModality())
        .filter(cell -> cell.estimate(Metric.DECISIONS_KEPT).isKnown())
        .flatMap(cell -> clean(scorecard, cell).map(before -> sentence(cell, before)).stream());
  }

  private static Optional<ScorecardCell> clean(Scorecard scorecard, ScorecardCell cell) {
    return scorecard
        .cell(cell.victim(), ScoredAttack.NONE)
        .filter(clean -> confidence(clean).isKnown() && confidence(cell).isKnown());
  }

  private static String sentence(ScorecardCell cell, ScorecardCell before) {
    return "Under %s, %s decides as before in %s of the studies, and %s."
        .formatted(
            PaperGrid.label(cell.scoredAttack()),
            cell.victim(),
            figure(cell.estimate(Metric.DECISIONS_KEPT)),
            notice(confidence(before), confidence(cell)));
  }

  /** Confidence has fallen where the intervals are apart. */
  private static String notice(Estimate before, Estimate after) {
    String figures = "from %s to %s".formatted(figure(before), figure(after));
    if (!before.hasInterval() || !after.hasInterval()) {
      return "its mean confidence goes " + figures;
    }
    if (after.high() < before.low()) {
      return "its mean confidence falls, " + figures;
    }
    return after.low() > before.high()
        ? "its mean confidence does not tell: it rises, " + figures
        : "its mean confidence does not tell: it goes %s, within chance".formatted(figures);
  }

  private static String figure(Estimate share) {
    String value = Figures.share(share.value());
    return share.hasInterval() ? "%s (%s)".formatted(value, Figures.interval(share)) : value;
  }

  private static Estimate confidence(ScorecardCell cell) {
    return cell.estimate(Metric.MEAN_CONFIDENCE);
  }
}
