package io.gauntlet.report;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.Modality;
import java.util.Set;

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

  private static final ImmutableMap<Set<Modality>, Attacked> BY_MODALITIES =
      ImmutableMap.of(
          ImmutableSet.of(), NOTHING,
          ImmutableSet.of(Modality.IMAGE), PICTURES,
          ImmutableSet.of(Modality.TEXT), WORDS,
          ImmutableSet.of(Modality.IMAGE, Modality.TEXT), BOTH);

  /** What a canonical attack changes; outcomes outlive plugins. */
  static Attacked by(String attack) {
    try {
      Set<Modality> changed = AttackSpec.parse(attack).modalities();
      return BY_MODALITIES.get(changed);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
