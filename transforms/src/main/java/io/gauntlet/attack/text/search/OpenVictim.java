package io.gauntlet.attack.text.search;

import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.WordSpace;

/** What an attack needs of a victim beyond its scores. */
final class OpenVictim {
  private OpenVictim() {}

  static WordSpace wordSpace(TextClassifier victim, String attack) {
    return victim
        .wordSpace()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    attack + " needs the vectors of the victim's words, which it does not show"));
  }

  static GapFiller gapFiller(TextClassifier victim, String attack) {
    return victim
        .gapFiller()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    attack + " needs a masked-language-model head, which the victim has not"));
  }
}
