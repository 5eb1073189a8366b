package io.gauntlet.model;

/** What a classifier can do beyond giving logits. */
public enum Capability {
  /** Gradients by pixel. */
  PIXEL_GRADIENTS("gradients by pixel"),
  /** Gradients by token embedding. */
  TOKEN_GRADIENTS("gradients by token");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
