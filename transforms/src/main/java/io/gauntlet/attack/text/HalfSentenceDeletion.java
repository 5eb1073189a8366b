package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Removes words drawn at random, any of them alike, without a look at the victim: "half-word
 * deletion, where 50% of words are removed" (Mozhegova et al. 2025, section 3.4).
 *
 * @param fraction share of the words removed, in {@code (0, 1]}, rounded down but never to none; a
 *     caption of one word is left empty
 */
public record HalfSentenceDeletion(double fraction) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the fraction is outside {@code (0, 1]}
   */
  public HalfSentenceDeletion {
    WordShare.check(fraction);
  }

  /** Removes half of the words. */
  public HalfSentenceDeletion() {
    this(0.5);
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(this::attack).toList();
  }

  private AttackedText attack(TextTarget target) {
    Words clean = Words.of(target.caption());
    int size = clean.size();
    if (size == 0) {
      return new AttackedText(target.caption(), 0, 0, 0);
    }
    List<Integer> places = IntStream.range(0, size).boxed().toList();
    List<Integer> order = RandomOrder.of(places, new SplittableRandom(target.seed()));
    Set<Integer> removed = Set.copyOf(order.subList(0, WordShare.of(fraction, size)));
    return new AttackedText(clean.without(removed).toString(), removed.size(), size, 0);
  }
}
