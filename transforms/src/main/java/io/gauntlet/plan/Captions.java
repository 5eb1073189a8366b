package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;

/**
 * The words that a victim reads. Equal values are the same words: whoever needs them shares them.
 */
public sealed interface Captions {
  /** The captions as they came. */
  record Clean() implements Captions {
    @Override
    public String toString() {
      return "clean captions";
    }
  }

  /**
   * Captions that an attack made.
   *
   * @param victim whom they were made against; null where the attack asks nobody
   * @param attack the attack
   * @param pictures the pictures that the victim was shown meanwhile
   */
  record Made(String victim, AttackPart attack, Pictures pictures) implements Captions {
    @Override
    public String toString() {
      return attack
          + (victim == null ? "" : " against " + victim)
          + (pictures instanceof Pictures.Clean ? "" : " with " + pictures);
    }
  }
}
