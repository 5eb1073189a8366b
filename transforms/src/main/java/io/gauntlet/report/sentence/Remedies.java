package io.gauntlet.report.sentence;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.Scorecard;
import java.util.List;

/**
 * What to do about a scorecard: the cheapest remedies that its figures support, each with its
 * figure.
 */
public final class Remedies {
  private static final int MOST = 3;

  /**
   * The cheapest first: a number that is set, a victim that is there, a check before it, a
   * training.
   */
  private static final List<Sentence> BY_COST =
      List.of(
          new ThresholdAdvice(),
          new ChooseVictim(),
          new SpellChecker(),
          new ImageQualityCheck(),
          new TrainAgainstPixels());

  private Remedies() {}

  /** At most three sentences; none where the figures support no remedy. */
  public static ImmutableList<String> of(Scorecard scorecard) {
    return BY_COST.stream()
        .flatMap(remedy -> remedy.in(scorecard))
        .limit(MOST)
        .collect(ImmutableList.toImmutableList());
  }
}
