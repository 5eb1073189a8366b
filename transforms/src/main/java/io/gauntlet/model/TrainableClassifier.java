package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.Dropout;
import io.gauntlet.model.nn.FoldedNorms;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.TokenBatch;
import io.gauntlet.model.text.Tokenizer;
import java.util.List;
import java.util.Optional;

/** A classifier with networks of its own: pictures, words, or both by early fusion. */
public final class TrainableClassifier implements Classifier {
  private final Architecture architecture;
  private final Weights weights;

  /** What the image network reads while it is not trained. */
  private final Weights imageWeights;

  private final Tokenizer tokenizer;
  private final Head head;
  private final TextBranch branch;

  /**
   * Puts the parts together and owns them.
   *
   * @param tokenizer null for a classifier that sees no words
   */
  public TrainableClassifier(Architecture architecture, Weights weights, Tokenizer tokenizer) {
    this(architecture, weights, weights, tokenizer);
  }

  private TrainableClassifier(
      Architecture architecture, Weights weights, Weights imageWeights, Tokenizer tokenizer) {
    this.architecture = architecture;
    this.weights = weights;
    this.imageWeights = imageWeights;
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
    Weights imageWeights =
        architecture.fusion().seesPictures()
            ? FoldedNorms.of(weights, architecture.image().parameters())
            : weights;
    return new TrainableClassifier(architecture, weights, imageWeights, tokenizer);
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public NDArray imageEmbedding(NDArray pixels) {
    NDArray features = imageFeatures(pixels, false);
    return architecture.fusion() == Fusion.IMAGE ? head.forward(weights, features) : features;
  }

  @Override
  public NDArray textEmbedding(NDManager manager, List<String> captions) {
    return textBranchEnd(textFeatures(manager, captions));
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
    NDArray image =
        fusion.seesPictures()
            ? Dropout.of(imageFeatures(pixels, true), architecture.image().dropout(), dropoutSeed)
            : null;
    NDArray text = fusion.seesWords() ? textFeatures(manager, captions) : null;
    return switch (fusion) {
      case IMAGE -> head.forward(weights, image);
      case TEXT -> head.forward(weights, text);
      default -> head.forward(weights, NDArrays.concat(new NDList(image, text), 1));
    };
  }

  private NDArray imageFeatures(NDArray pixels, boolean training) {
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
    return architecture
        .image()
        .forward(training ? weights : imageWeights, views, training)
        .reshape(batch, -1);
  }

  private NDArray textFeatures(NDManager manager, List<String> captions) {
    if (tokenizer == null) {
      throw new UnsupportedOperationException("the image classifier sees no words");
    }
    TokenBatch tokens = tokenizer.encode(manager, captions);
    return architecture.text().forward(weights, tokens.ids(), tokens.mask());
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
