package io.gauntlet.score.tally;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.ScoredAttack;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a victim was right on one study when nothing, the images, the words and both were
 * attacked.
 *
 * @param imageAttack canonical attack on the images
 * @param textAttack canonical attack on the words
 * @param clean right when nothing was attacked
 * @param image right when the images were
 * @param text right when the words were
 * @param both right when both were
 */
public record AttackedFourWays(
    String imageAttack, String textAttack, boolean clean, boolean image, boolean text, boolean both)
    implements Serializable {

  /**
   * Every pair of attacks that was run on the study alone and together.
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
        if (attack.isSequence() && attack.parts().size() == 2) {
          pairs.put(outcome.getAttack(), attack);
        }
      }
    }
    List<AttackedFourWays> all = new ArrayList<>();
    pairs.forEach(
        (attack, pair) -> {
          String image = pair.first().toString();
          String text = pair.rest();
          Boolean whenClean = right.get(ScoredAttack.NONE);
          Boolean whenImage = right.get(image);
          Boolean whenText = right.get(text);
          if (whenClean != null && whenImage != null && whenText != null) {
            all.add(
                new AttackedFourWays(
                    image, text, whenClean, whenImage, whenText, right.get(attack)));
          }
        });
    return all;
  }
}
