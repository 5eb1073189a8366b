package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.RandomOrder;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Removes words drawn at random, without a look at the victim. Half of the words, any of them
 * alike, is the "half-word deletion, where 50% of words are removed" of Mozhegova et al. 2025,
 * section 3.4.
 *
 * @param constraint which words may go
 * @param fraction share of the words removed, in {@code (0, 1]}, rounded down but never to none, as
 *     far as they may go; a caption of one word is left empty
 */
public record WordDeletion(Constraint constraint, double fraction) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the fraction is outside {@code (0, 1]}
   */
  public WordDeletion {
    WordShare.check(fraction);
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(this::attack).toList();
  }

  private AttackedText attack(TextTarget target) {
    Words clean = Words.of(target.caption());
    int size = clean.size();
    List<Integer> places =
        IntStream.range(0, size).filter(i -> constraint.allows(clean, i)).boxed().toList();
    if (places.isEmpty()) {
      return new AttackedText(target.caption(), 0, size, 0);
    }
    List<Integer> order = RandomOrder.of(places, new SplittableRandom(target.seed()));
    int count = Math.min(order.size(), WordShare.of(fraction, size));
    Set<Integer> removed = Set.copyOf(order.subList(0, count));
    return new AttackedText(clean.without(removed).toString(), removed.size(), size, 0);
  }
}
