package io.gauntlet.score;

import io.gauntlet.schema.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a victim was right on one study when nothing, the pictures, the words and both were
 * attacked.
 *
 * @param imageAttack canonical attack on the pictures
 * @param textAttack canonical attack on the words
 * @param clean right when nothing was attacked
 * @param image right when the pictures were
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
    for (Outcome outcome : outcomes) {
      if (outcome.getGenerator() == null) {
        right.put(outcome.getAttack(), Decision.of(outcome).isRight());
      }
    }
    List<AttackedFourWays> all = new ArrayList<>();
    for (String attack : right.keySet()) {
      AttackName name = AttackName.parse(attack);
      if (name.parts().size() == 2) {
        String image = name.parts().get(0).toString();
        String text = name.parts().get(1).toString();
        Boolean whenClean = right.get(AttackName.NONE);
        Boolean whenImage = right.get(image);
        Boolean whenText = right.get(text);
        if (whenClean != null && whenImage != null && whenText != null) {
          all.add(
              new AttackedFourWays(image, text, whenClean, whenImage, whenText, right.get(attack)));
        }
      }
    }
    return all;
  }
}
