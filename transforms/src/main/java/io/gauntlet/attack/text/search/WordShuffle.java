package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.RandomOrder;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts words drawn at random in another order within their sentence, without a look at the victim:
 * a control that shows how much of an attack is word order alone.
 *
 * @param constraint which words may move
 * @param fraction largest share of the words moved, in {@code (0, 1]}, rounded down but never to
 *     none
 */
public record WordShuffle(Constraint constraint, double fraction) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the fraction is outside {@code (0, 1]}
   */
  public WordShuffle {
    WordShare.check(fraction);
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(this::attack).toList();
  }

  private AttackedText attack(TextTarget target) {
    SplittableRandom random = new SplittableRandom(target.seed());
    Words clean = Words.of(target.caption());
    List<Integer> movable =
        IntStream.range(0, clean.size()).filter(i -> constraint.allows(clean, i)).boxed().toList();
    int count = Math.min(movable.size(), WordShare.of(fraction, clean.size()));
    Collection<List<Integer>> sentences =
        RandomOrder.of(movable, random).subList(0, count).stream()
            .sorted()
            .collect(
                Collectors.groupingBy(
                    i -> clean.sentence(i).lowerEndpoint(), TreeMap::new, Collectors.toList()))
            .values();
    List<String> words = new ArrayList<>(clean.all());
    for (List<Integer> places : sentences) {
      List<Integer> from = RandomOrder.of(places, random);
      for (int i = 0; i < places.size(); i++) {
        words.set(places.get(i), clean.get(from.get(i)));
      }
    }
    int moved =
        (int)
            IntStream.range(0, clean.size())
                .filter(i -> !words.get(i).equals(clean.get(i)))
                .count();
    return new AttackedText(clean.withAll(words).toString(), moved, clean.size(), 0);
  }
}
