package io.gauntlet.transforms.replay;

/**
 * What of a run is attacked again so that an outcome comes out as it did. Native code may add up in
 * another order where a batch has another size, and searches for words remember what other attacks
 * have asked, in batches of other captions: that moves the last digits of logits, and now and then
 * the way that a search takes.
 */
public enum ReplayScope {
  /** The study alone. */
  STUDY,
  /** All studies of its batch. */
  BATCH,
  /** All studies of its batch, and all attacks of its part of the plan that came before. */
  PART;

  /**
   * In words that can stand behind what was attacked.
   *
   * @param others how many studies are in the batch besides
   */
  public String words(int others) {
    return switch (this) {
      case STUDY -> "the study alone";
      case BATCH -> "with the other %s studies of its batch".formatted(others);
      case PART ->
          "with the other %s studies of its batch, after the attacks before it".formatted(others);
    };
  }
}
