package io.gauntlet.attack;

import java.util.List;

/** Changes the words of reports so that a victim errs. Stateless, safe for any thread. */
@FunctionalInterface
public interface TextAttack {

  /**
   * Attacks each report on its own; the result of one never depends on the others in the list.
   *
   * @return one result a target, in the order given
   * @throws IllegalArgumentException when the victim does not show what the attack needs
   */
  List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets);
}
