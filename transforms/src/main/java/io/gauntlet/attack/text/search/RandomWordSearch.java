package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.RandomOrder;
import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes words drawn at random to candidates drawn at random, without a look at the victim: the
 * floor against which {@link GreedyWordSearch} is measured (Mozhegova et al. 2025, section 3.4).
 *
 * @param space the captions within reach; as many words change as it allows
 */
public record RandomWordSearch(SearchSpace space) implements TextAttack {

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return targets.stream().map(this::attack).toList();
  }

  private AttackedText attack(TextTarget target) {
    SplittableRandom random = new SplittableRandom(target.seed());
    Words clean = Words.of(target.caption());
    SearchSpace reach = space.of(target);
    List<Integer> order = RandomOrder.of(reach.changeable(clean), random);
    List<Integer> chosen = order.subList(0, Math.min(order.size(), reach.budget(clean)));
    Words current = clean;
    for (int place : chosen) {
      List<String> candidates = reach.candidates(clean, place);
      current = current.replace(place, candidates.get(random.nextInt(candidates.size())));
    }
    return new AttackedText(current.toString(), chosen.size(), clean.size(), 0);
  }
}
