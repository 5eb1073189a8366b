package io.gauntlet.attack.victim;

import com.google.common.base.Splitter;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An attack on the captions of the studies that are not of a target class, before a {@link
 * TargetedVictim}; the others stay as they are and cost no query.
 *
 * @param attack that is made
 * @param target the place of the class
 */
public record TargetedText(TextAttack attack, int target) implements TextAttack {
  private static final Splitter WORD = Splitter.on(' ').omitEmptyStrings();

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    List<TextTarget> others =
        targets.stream().filter(study -> study.label() != target).map(TargetedText::aimed).toList();
    Iterator<AttackedText> attacked = attack.attack(victim, others).iterator();
    List<AttackedText> results = new ArrayList<>();
    for (TextTarget study : targets) {
      results.add(
          study.label() == target
              ? new AttackedText(study.caption(), 0, WORD.splitToList(study.caption()).size(), 0)
              : attacked.next());
    }
    return results;
  }

  private static TextTarget aimed(TextTarget study) {
    return study.withLabel(TargetedVictim.TRUTH);
  }
}
