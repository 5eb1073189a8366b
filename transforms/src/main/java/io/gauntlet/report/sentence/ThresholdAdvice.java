package io.gauntlet.report.sentence;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Metric;
import java.util.stream.Stream;

/** What to do where a victim ranks well and decides badly. */
final class ThresholdAdvice implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.warnings().stream()
        .filter(warning -> warning.sign() == Sign.THRESHOLD_IS_OFF)
        .map(FalseSecurityWarning::victim)
        .distinct()
        .map(victim -> said(scorecard, victim));
  }

  private static String said(Scorecard scorecard, String victim) {
    String figures =
        scorecard
            .cell(victim, ScoredAttack.NONE)
            .map(
                clean ->
                    " (AUROC %s, balanced accuracy %s)"
                        .formatted(
                            Figures.share(clean.estimate(Metric.AUROC).value()),
                            Figures.share(clean.estimate(Metric.BALANCED_ACCURACY).value())))
            .orElse("");
    return "Set the threshold of %s (--threshold=youden) before reading its accuracy: it ranks studies far better than it decides%s."
        .formatted(victim, figures);
  }
}
