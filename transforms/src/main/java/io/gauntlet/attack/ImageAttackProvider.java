package io.gauntlet.attack;

/** An attack on pixels that can be asked for by name. */
public interface ImageAttackProvider extends AttackProvider {

  /**
   * The attack with every option set.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  ImageAttack create(AttackOptions options);
}
