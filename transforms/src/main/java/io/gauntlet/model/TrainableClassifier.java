package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.BertNetwork;
import io.gauntlet.model.nn.FoldedNorms;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.Network;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Optional;

/** A classifier with networks of its own: pictures, words, or both by early fusion. */
public final class TrainableClassifier implements Classifier {
  private final Architecture architecture;
  private final Weights weights;

  /** The image network while it is trained; null where there is none. */
  private final Network trainedImage;

  /** The image network while it is not trained; null where there is none. */
  private final Network image;

  /** The text network; null where there is none. */
  private final BertNetwork text;

  private final Tokenizer tokenizer;
  private final Head head;
  private final TextBranch branch;

  /**
   * Puts the parts together and owns them.
   *
   * @param tokenizer null for a classifier that sees no words
   */
  public TrainableClassifier(Architecture architecture, Weights weights, Tokenizer tokenizer) {
    this(architecture, weights, imageNetwork(architecture, weights), tokenizer);
  }

  private static Network imageNetwork(Architecture architecture, Weights weights) {
    return architecture.image() == null ? null : new Network(architecture.image().graph(), weights);
  }

  private TrainableClassifier(
      Architecture architecture, Weights weights, Network image, Tokenizer tokenizer) {
    this.architecture = architecture;
    this.weights = weights;
    this.trainedImage = imageNetwork(architecture, weights);
    this.image = image;
    this.text = architecture.text() == null ? null : new BertNetwork(architecture.text(), weights);
    this.tokenizer = tokenizer;
    this.head = new Head((int) weights.get("head.weight").getShape().get(1));
    this.branch =
        tokenizer == null
            ? null
            : new TextBranch(architecture.text(), weights, tokenizer, this::textBranchEnd);
  }

  /**
   * The same for weights that are never changed again, which is quicker to ask. Its logits are
   * those of the other but for rounding.
   */
  public static TrainableClassifier frozen(
      Architecture architecture, Weights weights, Tokenizer tokenizer) {
    Network image =
        architecture.image() == null ? null : FoldedNorms.of(architecture.image().graph(), weights);
    return new TrainableClassifier(architecture, weights, image, tokenizer);
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public NDArray imageEmbedding(NDArray pixels) {
    NDArray features = imageFeatures(image, pixels, Mode.INFERENCE);
    return architecture.fusion() == Fusion.IMAGE ? head.forward(weights, features) : features;
  }

  @Override
  public NDArray textEmbedding(NDManager manager, List<String> captions) {
    return textBranchEnd(textFeatures(manager, captions, Mode.INFERENCE));
  }

  private NDArray textBranchEnd(NDArray features) {
    return architecture.fusion() == Fusion.TEXT ? head.forward(weights, features) : features;
  }

  @Override
  public NDArray fuse(NDArray image, NDArray text) {
    return switch (architecture.fusion()) {
      case IMAGE -> image;
      case TEXT -> text;
      default -> head.forward(weights, NDArrays.concat(new NDList(image, text), 1));
    };
  }

  /**
   * Logits while training: batch statistics are used and followed, and what the network's dropout
   * leaves out is decided by a seed.
   *
   * @param pixels {@code [batch, 2, height, width]}; null for a classifier that sees no pictures
   */
  public NDArray trainingLogits(
      NDManager manager, NDArray pixels, List<String> captions, long dropoutSeed) {
    Fusion fusion = architecture.fusion();
    Mode mode = Mode.training(dropoutSeed);
    NDList features = new NDList();
    if (fusion.seesPictures()) {
      features.add(imageFeatures(trainedImage, pixels, mode));
    }
    if (fusion.seesWords()) {
      features.add(textFeatures(manager, captions, mode));
    }
    return head.forward(
        weights, features.size() == 1 ? features.get(0) : NDArrays.concat(features, 1));
  }

  private NDArray imageFeatures(Network network, NDArray pixels, Mode mode) {
    if (!architecture.fusion().seesPictures()) {
      throw new UnsupportedOperationException("the text classifier sees no pictures");
    }
    PixelInput input = architecture.pixels();
    long batch = pixels.getShape().get(0);
    NDArray views =
        pixels
            .reshape(new Shape(batch * 2, 1, input.height(), input.width()))
            .sub((float) input.mean())
            .div(Gradients.constant(pixels.getManager(), input.deviation()));
    return network.forward(mode, views).reshape(batch, -1);
  }

  private NDArray textFeatures(NDManager manager, List<String> captions, Mode mode) {
    if (tokenizer == null) {
      throw new UnsupportedOperationException("the image classifier sees no words");
    }
    TokenBatch tokens = tokenizer.encode(manager, captions);
    return text.forward(tokens.ids(), tokens.mask(), mode);
  }

  @Override
  public boolean cuts(String caption) {
    return tokenizer != null && tokenizer.cuts(caption);
  }

  @Override
  public Optional<TextBranch> textBranch() {
    return Optional.ofNullable(branch);
  }

  @Override
  public Classifier branchOwner(boolean image) {
    return this;
  }

  /** Its tensors. */
  public Weights weights() {
    return weights;
  }

  /** Its tokenizer; null when it sees no words. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public void close() {
    weights.close();
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
