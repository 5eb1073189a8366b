package io.gauntlet.plan.cost;

import io.gauntlet.data.Modality;

/**
 * Passes through encoders, a study. One forward pass is one study's pair of views, or one caption,
 * through an encoder; one backward pass is the way back from the loss to its input. What fuses the
 * two branches is a layer of a few numbers and does not count.
 *
 * @param imageForward forward through image encoders
 * @param imageBackward backward through image encoders
 * @param textForward forward through text encoders
 * @param textBackward backward through text encoders
 */
public record Passes(
    double imageForward, double imageBackward, double textForward, double textBackward) {
  /** None. */
  public static final Passes NONE = new Passes(0, 0, 0, 0);

  /** One forward pass of images. */
  public static final Passes IMAGE = new Passes(1, 0, 0, 0);

  /** One gradient by pixel: forward and back. */
  public static final Passes GRADIENT = new Passes(1, 1, 0, 0);

  /** One forward pass of a caption. */
  public static final Passes TEXT = new Passes(0, 0, 1, 0);

  /** One forward pass of a modality. */
  public static Passes oneForward(Modality modality) {
    return switch (modality) {
      case IMAGE -> IMAGE;
      case TEXT -> TEXT;
    };
  }

  /** Those forward through the encoders of a modality. */
  public double forward(Modality modality) {
    return switch (modality) {
      case IMAGE -> imageForward;
      case TEXT -> textForward;
    };
  }

  /** Those on the way back alone. */
  public Passes back() {
    return new Passes(0, imageBackward, 0, textBackward);
  }

  /** The sum. */
  public Passes plus(Passes other) {
    return new Passes(
        imageForward + other.imageForward,
        imageBackward + other.imageBackward,
        textForward + other.textForward,
        textBackward + other.textBackward);
  }

  /** As often as said. */
  public Passes times(double factor) {
    return new Passes(
        imageForward * factor, imageBackward * factor, textForward * factor, textBackward * factor);
  }

  /** All of them. */
  public double total() {
    return imageForward + imageBackward + textForward + textBackward;
  }
}
