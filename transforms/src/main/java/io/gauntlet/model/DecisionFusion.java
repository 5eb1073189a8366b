package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Frozen victims of one modality each that meet in their logits: in a trained linear layer (late
 * fusion) or in their sum (ensemble). The branches are those of the parents, which keep them.
 */
public final class DecisionFusion implements TrainedVictim {
  private final Architecture architecture;
  private final Map<Modality, Branch> branches;
  private final Fuser fuser;
  private final Optional<Weights> weights;
  private final OperatingPoint operatingPoint;

  private DecisionFusion(
      Architecture architecture,
      Collection<? extends Branch> branches,
      Fuser fuser,
      Optional<Weights> weights,
      OperatingPoint operatingPoint) {
    this.architecture = architecture;
    this.branches = Maps.immutableEnumMap(Maps.uniqueIndex(branches, Branch::modality));
    this.fuser = fuser;
    this.weights = weights;
    this.operatingPoint = operatingPoint;
  }

  /**
   * A late fusion.
   *
   * @param branches of the parents, whose embeddings are logits
   * @param weights of the linear layer {@code [classes, classes * branches]}; owned
   */
  public static DecisionFusion late(
      Architecture.LateFusion architecture,
      Collection<? extends Branch> branches,
      Weights weights) {
    return new DecisionFusion(
        architecture, branches, Fuser.head(weights), Optional.of(weights), OperatingPoint.HALF);
  }

  /**
   * An ensemble.
   *
   * @param branches of the parents, whose embeddings are logits
   */
  public static DecisionFusion ensemble(
      Architecture.Ensemble architecture, Collection<? extends Branch> branches) {
    return new DecisionFusion(
        architecture, branches, Fuser.SUM, Optional.empty(), OperatingPoint.HALF);
  }

  @Override
  public DecisionFusion at(OperatingPoint point) {
    return new DecisionFusion(architecture, branches.values(), fuser, weights, point);
  }

  @Override
  public OperatingPoint operatingPoint() {
    return operatingPoint;
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public Map<Modality, Branch> branches() {
    return branches;
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    return fuser.logits(embeddings);
  }

  @Override
  public Optional<Weights> ownWeights() {
    return weights;
  }

  @Override
  public Optional<Tokenizer> ownTokenizer() {
    return Optional.empty();
  }

  @Override
  public void close() {
    weights.ifPresent(Weights::close);
  }
}
