package io.gauntlet.data;

import java.util.Locale;

/** What a classifier can see of a study. */
public enum Modality {
  /** The frontal and the lateral picture. */
  IMAGE,
  /** The words of the report. */
  TEXT;

  /**
   * The modality that users name {@code image} or {@code text}.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public static Modality named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is no modality; give image, text or image,text", e);
    }
  }
}
