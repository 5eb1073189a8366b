package io.gauntlet.attack.plan;

import io.gauntlet.model.Architecture;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import java.util.Map;

/** A classifier without a network. */
abstract class ToyClassifier implements Classifier {
  private final Fusion fusion;

  ToyClassifier(Fusion fusion) {
    this.fusion = fusion;
  }

  @Override
  public Architecture architecture() {
    return new Architecture(fusion, null, null, null, Map.of());
  }

  @Override
  public Classifier branchOwner(boolean ofImage) {
    return this;
  }

  @Override
  public void close() {}
}
