package io.gauntlet.score;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;

/**
 * What attacks on the images, on the words and on both do to one fused victim: the 2 × 2 of a
 * factorial experiment, study by study.
 *
 * <p>With the accuracy {@code A} when nothing, the image, the text or both are attacked, the
 * image's effect is {@code ((A(clean) - A(image)) + (A(text) - A(both))) / 2}, the accuracy that
 * attacking the image costs, on average over whether the text is attacked. For two players that is
 * the Shapley value too, so the effects of both add up to what attacking both costs. The
 * interaction is {@code A(image) + A(text) - A(clean) - A(both)}: above 0 the attacks together cost
 * more than the sum of each, below 0 less.
 *
 * <p>The last four shares are of the studies that were right when clean, and exclude each other.
 */
@AutoValue
@JsonDeserialize(builder = ModalityInteraction.Builder.class)
public abstract class ModalityInteraction implements Serializable {
  private static final long serialVersionUID = 1;

  /** The classifier that is scored. */
  public abstract String victim();

  /** Canonical attack on the images. */
  public abstract String imageAttack();

  /** Canonical attack on the words. */
  public abstract String textAttack();

  /** Canonical attack on both: that on the images, then that on the words. */
  public final String jointAttack() {
    return imageAttack() + "+" + textAttack();
  }

  /** With all four outcomes. */
  public abstract long studies();

  /** Accuracy when nothing is attacked. */
  public abstract Estimate clean();

  /** Accuracy when the images are attacked. */
  public abstract Estimate image();

  /** Accuracy when the words are attacked. */
  public abstract Estimate text();

  /** Accuracy when both are attacked. */
  public abstract Estimate both();

  /** Accuracy lost to the attack on the images, in {@code [-1, 1]}. */
  public abstract Estimate imageEffect();

  /** Accuracy lost to the attack on the words, in {@code [-1, 1]}. */
  public abstract Estimate textEffect();

  /** Accuracy lost to both together beyond the sum of each, in {@code [-2, 2]}. */
  public abstract Estimate interaction();

  /**
   * Shapley share of the images in the accuracy lost, the words having the rest; below 0 or above 1
   * where one attack helps; unknown where nothing is lost.
   */
  public abstract Estimate imageShare();

  /** The modality whose effect is larger beyond chance. */
  public abstract Dominance dominant();

  /**
   * Of the studies on which the two attacks alone lead to different decisions, the share on which
   * the decision under both is that under the attack on the images.
   */
  public abstract Estimate followsImage();

  /** Fooled by the attack on the images, not by that on the words. */
  public abstract Estimate onlyImage();

  /** Fooled by the attack on the words, not by that on the images. */
  public abstract Estimate onlyText();

  /** Fooled by each attack alone. */
  public abstract Estimate either();

  /** Fooled by neither attack alone, but by both together. */
  public abstract Estimate onlyTogether();

  @Override
  public abstract boolean equals(Object other);

  @Override
  public abstract int hashCode();

  /** Begins an interaction; every part of it must be set. */
  public static Builder builder() {
    return new AutoValue_ModalityInteraction.Builder();
  }

  /** Sets the parts of an interaction. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  public abstract static class Builder {

    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder victim(String value);

    public abstract Builder imageAttack(String value);

    public abstract Builder textAttack(String value);

    public abstract Builder studies(long value);

    public abstract Builder clean(Estimate value);

    public abstract Builder image(Estimate value);

    public abstract Builder text(Estimate value);

    public abstract Builder both(Estimate value);

    public abstract Builder imageEffect(Estimate value);

    public abstract Builder textEffect(Estimate value);

    public abstract Builder interaction(Estimate value);

    public abstract Builder imageShare(Estimate value);

    public abstract Builder dominant(Dominance value);

    public abstract Builder followsImage(Estimate value);

    public abstract Builder onlyImage(Estimate value);

    public abstract Builder onlyText(Estimate value);

    public abstract Builder either(Estimate value);

    public abstract Builder onlyTogether(Estimate value);

    public abstract ModalityInteraction build();
  }

  /** Which modality a victim leans on, by what is lost when it is attacked. */
  public enum Dominance {
    /** Attacking the images costs more, beyond chance. */
    IMAGE,
    /** Attacking the words costs more, beyond chance. */
    TEXT,
    /** The difference is within chance. */
    UNDECIDED
  }
}
