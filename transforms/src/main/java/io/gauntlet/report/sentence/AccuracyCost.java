package io.gauntlet.report.sentence;

import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;

/** How much accuracy an attack costs its victim. */
final class AccuracyCost {
  private static final double LARGE = 0.1;

  private AccuracyCost() {}

  /** Clean accuracy less that under the attack; NaN where there is no clean cell. */
  static double of(Scorecard scorecard, ScorecardCell cell) {
    return clean(scorecard, cell).value() - cell.accuracy();
  }

  /** Whether it is ten points and more, and beyond chance: the intervals are apart. */
  static boolean isLarge(Scorecard scorecard, ScorecardCell cell) {
    return of(scorecard, cell) >= LARGE && isBeyondChance(scorecard, cell);
  }

  /** Whether the intervals are apart. */
  static boolean isBeyondChance(Scorecard scorecard, ScorecardCell cell) {
    return cell.estimate(Metric.ACCURACY).high() < clean(scorecard, cell).low();
  }

  /** Accuracy of the victim on clean studies; unknown where there is no clean cell. */
  static Estimate clean(Scorecard scorecard, ScorecardCell cell) {
    return scorecard
        .cell(cell.victim(), ScoredAttack.NONE)
        .map(clean -> clean.estimate(Metric.ACCURACY))
        .orElse(Estimate.UNKNOWN);
  }
}
