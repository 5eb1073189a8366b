package io.gauntlet.attack.text.search;

import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.function.Supplier;

/**
 * Captions of one study that the victim must score, and how the search goes on once it has.
 *
 * @param captions in an order that never varies; when queries run out, the last ones stay unscored
 * @param next the round after it
 */
record Round(List<Words> captions, Supplier<Round> next) {
  /** Where a search ends. */
  static final Round END = new Round(List.of(), () -> Round.END);
}
