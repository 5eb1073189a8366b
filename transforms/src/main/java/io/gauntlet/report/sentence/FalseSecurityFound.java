package io.gauntlet.report.sentence;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signs that a victim only seems robust. What is no sign of that, such as a step that overshoots or
 * a threshold that is off, is not counted as one.
 */
final class FalseSecurityFound implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    List<String> victims =
        scorecard.warnings().stream()
            .filter(warning -> warning.sign().isOfFalseSecurity())
            .map(FalseSecurityWarning::victim)
            .toList();
    return victims.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s of false security stand%s below, about %s: the victim may be weaker than its figures."
                .formatted(
                    victims.size() == 1 ? "One sign" : victims.size() + " signs",
                    victims.size() == 1 ? "s" : "",
                    String.join(", ", victims.stream().distinct().sorted().toList())));
  }
}
