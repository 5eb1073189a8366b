package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/** Counts how often a victim scores each study. */
final class CountingVictim implements PixelClassifier {
  private final PixelClassifier victim;
  private long queries;

  CountingVictim(PixelClassifier victim) {
    this.victim = victim;
  }

  @Override
  public NDArray logits(NDArray pixels) {
    queries++;
    return victim.logits(pixels);
  }

  @Override
  public LossGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    queries++;
    return victim.gradient(pixels, labels, loss);
  }

  long queries() {
    return queries;
  }
}
