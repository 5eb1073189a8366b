package io.gauntlet.model;

/** What a victim can be asked for; one that can do nothing of it tells the class alone. */
public enum Capability {
  /** Logits. */
  LOGITS("logits"),
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
