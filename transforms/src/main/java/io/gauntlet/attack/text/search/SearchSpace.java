package io.gauntlet.attack.text.search;

import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.Transformation;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The captions a search may reach: each word changes at most once, and only so many do.
 *
 * @param transformation what a word may become
 * @param constraint which words may change, and to what
 * @param fraction largest share of the words changed, in {@code (0, 1]}, rounded down but never to
 *     none
 */
public record SearchSpace(Transformation transformation, Constraint constraint, double fraction) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the fraction is outside {@code (0, 1]}
   */
  public SearchSpace {
    WordShare.check(fraction);
  }

  /** The same space with the randomness of one study and the words of its cohort. */
  SearchSpace of(TextTarget target) {
    return new SearchSpace(
        transformation.seeded(target.seed()).among(target.words()),
        constraint.among(target.words()),
        fraction);
  }

  /** Most words of a caption that may change: {@code max(1, floor(fraction * words))}. */
  public int budget(Words words) {
    return WordShare.of(fraction, words.size());
  }

  /** Places of the words that may change and have something to become, in ascending order. */
  public List<Integer> changeable(Words words) {
    return IntStream.range(0, words.size())
        .filter(i -> constraint.allows(words, i))
        .filter(
            i ->
                transformation.candidates(words, i).stream()
                    .anyMatch(candidate -> constraint.allows(words, i, candidate)))
        .boxed()
        .toList();
  }

  /** What a changeable word of the clean caption may become, in an order that never varies. */
  public List<String> candidates(Words words, int i) {
    return transformation.candidates(words, i).stream()
        .filter(candidate -> constraint.allows(words, i, candidate))
        .toList();
  }
}
