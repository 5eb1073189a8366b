package io.gauntlet.score;

import java.util.List;

/** What an attack changes of a study. */
public enum Attacked {
  /** Nothing. */
  NOTHING,
  /** Its images. */
  IMAGE,
  /** Its caption. */
  TEXT,
  /** Its images and its caption. */
  BOTH,
  /** The outcomes do not say: the attack was not on the class path when they were read. */
  UNKNOWN;

  private static final String IMAGE_NAME = "image";
  private static final String TEXT_NAME = "text";

  /** What a record calls so by the names of its modalities. */
  public static Attacked of(List<String> modalities) {
    boolean image = modalities.contains(IMAGE_NAME);
    boolean text = modalities.contains(TEXT_NAME);
    if (image && text) {
      return BOTH;
    }
    return image ? IMAGE : text ? TEXT : NOTHING;
  }
}
