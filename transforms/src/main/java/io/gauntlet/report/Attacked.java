package io.gauntlet.report;

import io.gauntlet.attack.spec.AttackSpec;

/** What an attack changes. */
enum Attacked {
  /** Nothing. */
  NOTHING,
  /** Pixels. */
  PICTURES,
  /** Words. */
  WORDS,
  /** Pixels and words. */
  BOTH,
  /** Its plugin is not on the class path, so nobody knows. */
  UNKNOWN;

  static final String NO_ATTACK = "none";

  /** What a canonical attack changes; outcomes outlive plugins. */
  static Attacked by(String attack) {
    AttackSpec spec;
    try {
      spec = AttackSpec.parse(attack);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
    if (spec.isNone()) {
      return NOTHING;
    }
    return !spec.changesWords() ? PICTURES : !spec.changesPictures() ? WORDS : BOTH;
  }
}
