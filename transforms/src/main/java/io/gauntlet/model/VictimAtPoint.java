package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import java.util.Map;
import java.util.Set;

/**
 * A victim that a user brings, with the operating point that its {@code config.json} gives it.
 *
 * @param victim owned
 */
record VictimAtPoint(Victim victim, OperatingPoint operatingPoint) implements Victim {

  @Override
  public Map<Modality, Branch> branches() {
    return victim.branches();
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    return victim.fuse(embeddings);
  }

  @Override
  public Set<Capability> capabilities() {
    return victim.capabilities();
  }

  @Override
  public NDArray logits(NDManager scope, StudyInputs studies) {
    return victim.logits(scope, studies);
  }

  @Override
  public void close() {
    victim.close();
  }
}
