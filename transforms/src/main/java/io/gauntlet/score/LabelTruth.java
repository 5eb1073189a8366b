package io.gauntlet.score;

import com.fasterxml.jackson.annotation.JsonValue;
import io.gauntlet.schema.AttackFields;

/** Whether the label of a study still says the truth after an attack, as its outcomes tell. */
public enum LabelTruth {
  /** The attack is meant to leave what the label rests on. */
  HOLDS("holds"),
  /** The attack may take out or bring in what the label rests on, such as a negation. */
  MAY_CHANGE("may change"),
  /** A whole modality is missing, or another study's: what is left may not tell the label. */
  WITHOUT_MODALITY("modality missing"),
  /** The outcomes do not say. */
  UNKNOWN("not known");

  private final String label;

  LabelTruth(String label) {
    this.label = label;
  }

  /** What a record says. */
  static LabelTruth of(AttackFields fields) {
    if (Boolean.TRUE.equals(fields.getWithoutModality())) {
      return WITHOUT_MODALITY;
    }
    if (fields.getMayChangeLabel() == null) {
      return UNKNOWN;
    }
    return fields.getMayChangeLabel() ? MAY_CHANGE : HOLDS;
  }

  /** For people and for programs. */
  @JsonValue
  public String label() {
    return label;
  }
}
