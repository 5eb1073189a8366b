package io.gauntlet.report.sentence;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.Scorecard;
import java.util.List;

/**
 * What a release manager reads in twenty seconds. Each sentence is a class with its own condition,
 * and is there only where it follows from the figures.
 *
 * @param headline one sentence
 * @param sentences a few more
 */
public record Summary(String headline, ImmutableList<String> sentences) {
  private static final Sentence HEADLINE = new AccuracyRange();

  private static final List<Sentence> SENTENCES =
      List.of(
          new WeakestUnderOneAttack(),
          new StrongestAttack(),
          new LeaningOn(),
          new TransferReach(),
          new NotJoint(),
          new LabelMayChange(),
          new WithoutModality(),
          new NoBetterThanConstant(),
          new WorstGroupFound(),
          new FalseSecurityFound());

  /** The summary of a scorecard. */
  public static Summary of(Scorecard scorecard) {
    return new Summary(
        HEADLINE.in(scorecard).findFirst().orElse(""),
        SENTENCES.stream()
            .flatMap(sentence -> sentence.in(scorecard))
            .collect(ImmutableList.toImmutableList()));
  }
}
