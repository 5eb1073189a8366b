package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.joining;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.Scorecard;
import java.util.stream.Stream;

/** What to do where a victim ranks well and decides badly. */
final class ThresholdAdvice implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    String victims =
        scorecard.warnings().stream()
            .filter(warning -> warning.sign() == Sign.THRESHOLD_IS_OFF)
            .map(FalseSecurityWarning::victim)
            .distinct()
            .collect(joining(", "));
    return victims.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "Set the threshold of %s before reading its accuracy: it ranks studies far better than it decides."
                .formatted(victims));
  }
}
