package io.gauntlet.attack;

/** An attack on words that can be asked for by name. */
public interface TextAttackProvider extends AttackProvider {

  /**
   * The attack with every option set.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  TextAttack create(AttackOptions options);
}
