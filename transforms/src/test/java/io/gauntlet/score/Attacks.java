package io.gauntlet.score;

import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.AttackFields;

/** The values of attacks by their canonical text, as outcomes have them. */
public final class Attacks {
  private static final AttackValues VALUES = new AttackValues();

  private Attacks() {}

  /** As records have them. */
  public static synchronized AttackFields fields(String text) {
    return VALUES.of(text);
  }

  /** As scoring has them. */
  public static ScoredAttack scored(String text) {
    return ScoredAttack.of(text, fields(text));
  }
}
