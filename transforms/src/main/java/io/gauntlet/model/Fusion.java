package io.gauntlet.model;

/** How a classifier uses the modalities (Mozhegova et al. 2025, section 3.2.3). */
public enum Fusion {
  /** Pictures alone. */
  IMAGE("image"),
  /** Words alone. */
  TEXT("text"),
  /** Features concatenated, one linear layer, all trained together (figure 1). */
  EARLY("early-fusion"),
  /** Two frozen classifiers, a linear layer over their four logits (figure 2). */
  LATE("late-fusion"),
  /** Sum of the logits of two classifiers, nothing trained (figure 3). */
  ENSEMBLE("ensemble");

  private final String classifier;

  Fusion(String classifier) {
    this.classifier = classifier;
  }

  /** The classifier's name, as in outcomes and scorecards. */
  public String classifier() {
    return classifier;
  }

  /** Whether the classifier sees pictures. */
  public boolean seesPictures() {
    return this != TEXT;
  }

  /** Whether the classifier sees words. */
  public boolean seesWords() {
    return this != IMAGE;
  }
}
