package io.gauntlet.report.gallery;

import io.gauntlet.score.ScoredAttack;
import java.util.List;

/**
 * One study under one attack against one victim, to look at.
 *
 * @param victim its name
 * @param attack the attack as values
 * @param uid of the study
 * @param label what it truly is, in words
 * @param fooled of the studies kept that were right before the attack, how many it broke
 * @param right how many of the studies kept were right before
 * @param kept how many studies are kept
 * @param before what the victim said of the clean study
 * @param after what it said of the attacked one
 * @param onKept what it says of the attacked picture rounded to 8 bits, where that is another
 *     decision; else null
 * @param clean the clean picture; null where the attack leaves pictures alone
 * @param attacked the attacked picture; null where the attack leaves pictures alone
 * @param difference the amplified difference; null where the attack leaves pictures alone
 * @param gain how many times the difference is amplified
 * @param levels the largest change of a pixel, in levels of 256
 * @param caption the words, with what became of them; empty where the attack leaves words alone
 * @param wordsChanged words replaced or removed
 */
public record Exhibit(
    String victim,
    ScoredAttack attack,
    String uid,
    String label,
    int fooled,
    int right,
    int kept,
    Decision before,
    Decision after,
    Decision onKept,
    Picture clean,
    Picture attacked,
    Picture difference,
    int gain,
    double levels,
    List<Passage> caption,
    int wordsChanged) {

  /** Copies what could change. */
  public Exhibit {
    caption = List.copyOf(caption);
  }

  /** Whether the victim was right before the attack and wrong after it. */
  public boolean isFooled() {
    return before.right() && !after.right();
  }

  int size() {
    return clean == null ? 0 : clean.size() + attacked.size() + difference.size();
  }
}
