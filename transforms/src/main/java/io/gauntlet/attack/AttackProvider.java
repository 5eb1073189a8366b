package io.gauntlet.attack;

/**
 * An attack that can be asked for by name. Found by {@link java.util.ServiceLoader} under {@link
 * ImageAttackProvider} or {@link TextAttackProvider}: a jar on the class path adds one.
 */
public interface AttackProvider {

  /** What the attack is, and what can be set. */
  AttackDescription description();
}
