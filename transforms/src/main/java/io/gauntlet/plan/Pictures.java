package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;

/**
 * The pictures that a victim is shown. Equal values are the same pictures: whoever needs them
 * shares them.
 */
public sealed interface Pictures {
  /** The pictures as they came. */
  record Clean() implements Pictures {
    @Override
    public String toString() {
      return "clean pictures";
    }
  }

  /**
   * Pictures that an attack made.
   *
   * @param victim whom they were made against; null where the attack asks nobody
   * @param attack the attack
   * @param captions the words that the victim read meanwhile
   */
  record Made(String victim, AttackPart attack, Captions captions) implements Pictures {
    @Override
    public String toString() {
      return attack
          + (victim == null ? "" : " against " + victim)
          + (captions instanceof Captions.Clean ? "" : " with " + captions);
    }
  }
}
