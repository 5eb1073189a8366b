package io.gauntlet.model;

/** What a classifier can do beyond giving logits. */
public enum Capability {
  /** Gradients by pixel. */
  PIXEL_GRADIENTS("gradients by pixel"),
  /** Gradients by token embedding. */
  TOKEN_GRADIENTS("gradients by token"),
  /** The vectors of its words. */
  WORD_VECTORS("vectors of its words"),
  /** A masked-language-model head. */
  MASKED_WORDS("masked-language-model head");

  private final String description;

  Capability(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
