package io.gauntlet.attack;

import io.gauntlet.data.Modality;

/**
 * An attack that can be asked for by name. A jar adds one with a class that implements {@link
 * ImageAttackProvider} or {@link TextAttackProvider} and has a public constructor without
 * parameters, named in {@code META-INF/services}; the built-in attacks are values of the same types
 * in a catalogue of each modality.
 *
 * @param <A> what is made: {@link ImageAttack} or {@link TextAttack}
 */
public sealed interface AttackProvider<A> permits ImageAttackProvider, TextAttackProvider {

  /** What the attack is, and what can be set. */
  AttackDescription description();

  /** The modality that the attack changes. */
  Modality modality();

  /**
   * What the attack knows, needs and may do with these options: what its description says, unless
   * an option changes it.
   */
  ThreatModel threat(AttackOptions options);

  /**
   * The attack with every option set.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  A create(AttackOptions options);
}
