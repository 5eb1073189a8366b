package io.gauntlet.data;

import java.util.Locale;

/** What a victim can see of a study. */
public enum Modality {
  /** The frontal and the lateral view. */
  IMAGE,
  /** The caption: the words of the report. */
  TEXT;

  /** As users write it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
