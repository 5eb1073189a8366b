package io.gauntlet.data;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;

/** What a victim can see of a study. */
public enum Modality {
  /** The frontal and the lateral view. */
  IMAGE,
  /** The caption: the words of the report. */
  TEXT;

  /**
   * The modality of a label.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public static Modality named(String label) {
    try {
      return valueOf(label.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + label + "' is not a modality; give image, text or image,text", e);
    }
  }

  /**
   * The modalities of a list such as {@code image,text}.
   *
   * @throws IllegalArgumentException when one is unknown, or none is given; begins with the word
   *     modalities
   */
  public static ImmutableSet<Modality> list(String text) {
    ImmutableSet<Modality> modalities;
    try {
      modalities =
          CommaList.of(text).stream().map(Modality::named).collect(Sets.toImmutableEnumSet());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("modalities: " + e.getMessage(), e);
    }
    if (modalities.isEmpty()) {
      throw new IllegalArgumentException("modalities is empty; give image, text or image,text");
    }
    return modalities;
  }

  /** As users write it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
