package io.gauntlet.score;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;

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

  /** For programs: lower case. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its images may be changed. */
  public boolean hasImages() {
    return this == IMAGE || this == BOTH || this == UNKNOWN;
  }

  /** Whether its caption may be changed. */
  public boolean hasWords() {
    return this == TEXT || this == BOTH || this == UNKNOWN;
  }

  /**
   * The modalities of branches that two victims share.
   *
   * @param names their names; null where nobody wrote them down
   */
  public static ImmutableSet<Attacked> shared(List<String> names) {
    return names == null
        ? ImmutableSet.of(UNKNOWN)
        : names.stream()
            .map(name -> of(List.of(name)))
            .collect(ImmutableSet.toImmutableSet());
  }

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
