package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.ScoredAttack;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a victim was right on one study when nothing, the images, the words and both were
 * attacked.
 *
 * @param imageAttack canonical attack on the images
 * @param textAttack canonical attack on the words
 * @param right what was attacked when the victim was right: some of the four, or none
 */
public record AttackedFourWays(String imageAttack, String textAttack, ImmutableSet<Attacked> right)
    implements Serializable {

  /**
   * Every pair of attacks that was run on the study alone and together. A control that takes a
   * modality away is none of them: what it costs is no adversary's doing.
   *
   * @param outcomes of one study and one replica of a victim, in any order
   */
  public static List<AttackedFourWays> of(Iterable<Outcome> outcomes) {
    Map<String, Boolean> right = new HashMap<>();
    Map<String, ScoredAttack> pairs = new HashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.getGenerator() == null) {
        right.put(outcome.getAttack(), Decision.of(outcome).isRight());
        ScoredAttack attack = ScoredAttack.of(outcome.getAttack(), outcome.getAttackFields());
        boolean isPair = attack.isSequence() && attack.parts().size() == 2;
        if (isPair && !attack.isWithoutModality()) {
          pairs.put(outcome.getAttack(), attack);
        }
      }
    }
    List<AttackedFourWays> all = new ArrayList<>();
    pairs.forEach(
        (attack, pair) -> {
          String image = pair.first().toString();
          String text = pair.rest();
          ImmutableMap<Attacked, String> ways =
              ImmutableMap.of(
                  Attacked.NOTHING, ScoredAttack.NONE,
                  Attacked.IMAGE, image,
                  Attacked.TEXT, text,
                  Attacked.BOTH, attack);
          if (right.keySet().containsAll(ways.values())) {
            Set<Attacked> withstood = Maps.filterValues(ways, right::get).keySet();
            all.add(new AttackedFourWays(image, text, Sets.immutableEnumSet(withstood)));
          }
        });
    return all;
  }
}
