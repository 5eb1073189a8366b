package io.gauntlet.model;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.Modality;
import java.util.Arrays;
import java.util.Set;

/** The kinds of victims that are trained here (Mozhegova et al. 2025, section 3.2.3). */
public enum VictimKind {
  /** Images alone. */
  IMAGE("image", Modality.IMAGE),
  /** Text alone. */
  TEXT("text", Modality.TEXT),
  /** Features concatenated, one linear layer, all trained together (figure 1). */
  EARLY("early-fusion", Modality.values()),
  /** Frozen victims, a linear layer over their logits (figure 2). */
  LATE("late-fusion", Modality.values()),
  /** Frozen victims whose logits are added up (figure 3). */
  ENSEMBLE("ensemble", Modality.values());

  private final String word;
  private final ImmutableSet<Modality> modalities;

  VictimKind(String word, Modality... modalities) {
    this.word = word;
    this.modalities = ImmutableSet.copyOf(modalities);
  }

  /** What victims of this kind see. */
  public Set<Modality> modalities() {
    return modalities;
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public static VictimKind named(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind of victim is named '"
                        + word
                        + "'"
                        + KnownNames.instead(
                            word, Arrays.stream(values()).map(VictimKind::toString).toList())));
  }

  /**
   * As users write it; also the name of the only victim of its kind, unless it is given another.
   */
  @Override
  public String toString() {
    return word;
  }
}
