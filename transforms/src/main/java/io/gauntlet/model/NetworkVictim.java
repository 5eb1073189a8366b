package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A victim with networks of its own: a classifier of one modality, or an early fusion of both. */
public final class NetworkVictim implements TrainedVictim {
  private final Architecture architecture;
  private final Weights weights;
  private final List<Encoder> encoders;
  private final Map<Modality, Branch> branches;
  private final Fuser head;
  private final Fuser fuser;
  private final OperatingPoint operatingPoint;

  private NetworkVictim(
      Architecture architecture,
      Weights weights,
      List<Encoder> encoders,
      OperatingPoint operatingPoint) {
    this.operatingPoint = operatingPoint;
    this.architecture = architecture;
    this.weights = weights;
    this.encoders = List.copyOf(encoders);
    this.head = Fuser.head(weights);
    // A single branch ends in the head, so that what fuses it with others meets logits.
    boolean single = encoders.size() == 1;
    UnaryOperator<NDArray> end =
        single ? features -> head.logits(List.of(features)) : UnaryOperator.identity();
    this.fuser = single ? Fuser.SUM : head;
    this.branches =
        Maps.immutableEnumMap(
            Maps.uniqueIndex(
                encoders.stream().map(encoder -> encoder.branch(end)).toList(), Branch::modality));
  }

  /** An image classifier, which owns the weights. */
  public static NetworkVictim of(Architecture.ImageClassifier architecture, Weights weights) {
    return new NetworkVictim(
        architecture,
        weights,
        List.of(ImageEncoder.of(architecture.network(), architecture.input(), weights)),
        OperatingPoint.HALF);
  }

  /** A text classifier, which owns the weights and the tokenizer. */
  public static NetworkVictim of(
      Architecture.TextClassifier architecture, Weights weights, Tokenizer tokenizer) {
    return new NetworkVictim(
        architecture,
        weights,
        List.of(TextEncoder.of(architecture.network(), weights, tokenizer)),
        OperatingPoint.HALF);
  }

  /** An early fusion, which owns the weights and the tokenizer. */
  public static NetworkVictim of(
      Architecture.EarlyFusion architecture, Weights weights, Tokenizer tokenizer) {
    return new NetworkVictim(
        architecture,
        weights,
        List.of(
            ImageEncoder.of(architecture.image(), architecture.input(), weights),
            TextEncoder.of(architecture.text(), weights, tokenizer)),
        OperatingPoint.HALF);
  }

  /**
   * The same victim, never trained again and quicker to evaluate; it takes over what this one owns.
   * Its logits are those of this one but for rounding.
   */
  public NetworkVictim frozen() {
    return new NetworkVictim(
        architecture, weights, encoders.stream().map(Encoder::frozen).toList(), operatingPoint);
  }

  @Override
  public NetworkVictim at(OperatingPoint point) {
    return new NetworkVictim(architecture, weights, encoders, point);
  }

  @Override
  public OperatingPoint operatingPoint() {
    return operatingPoint;
  }

  @Override
  public Optional<NetworkVictim> network() {
    return Optional.of(this);
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

  /**
   * Logits while training: batch statistics are used and followed, and the features that dropout
   * leaves out are drawn from a seed.
   *
   * @return {@code [batch, classes]}
   */
  public NDArray trainingLogits(NDManager scope, StudyInputs studies, long dropoutSeed) {
    Mode mode = Mode.training(dropoutSeed);
    return head.logits(
        encoders.stream().map(encoder -> encoder.trainingFeatures(scope, studies, mode)).toList());
  }

  /** Its tensors. */
  public Weights weights() {
    return weights;
  }

  @Override
  public Optional<Weights> ownWeights() {
    return Optional.of(weights);
  }

  @Override
  public Optional<Tokenizer> ownTokenizer() {
    return encoders.stream().flatMap(encoder -> encoder.tokenizer().stream()).findFirst();
  }

  @Override
  public void close() {
    weights.close();
    ownTokenizer().ifPresent(Tokenizer::close);
  }
}
