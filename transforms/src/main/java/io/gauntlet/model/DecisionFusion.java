package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.Weights;
import java.util.List;
import java.util.Optional;

/**
 * Two frozen classifiers that meet in their logits: by a trained linear layer (late fusion) or by
 * their sum (ensemble). The parents are borrowed and stay open.
 */
public final class DecisionFusion implements Classifier {
  private final Architecture architecture;
  private final Classifier image;
  private final Classifier text;
  private final Weights weights;

  /**
   * Puts the parts together; owns the weights alone.
   *
   * @param weights of the linear layer {@code [2, 4]}; null for an ensemble
   */
  public DecisionFusion(
      Architecture architecture, Classifier image, Classifier text, Weights weights) {
    this.architecture = architecture;
    this.image = image;
    this.text = text;
    this.weights = weights;
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public NDArray imageEmbedding(NDArray pixels) {
    return image.imageEmbedding(pixels);
  }

  @Override
  public NDArray textEmbedding(NDManager manager, List<String> captions) {
    return text.textEmbedding(manager, captions);
  }

  @Override
  public NDArray fuse(NDArray imageLogits, NDArray textLogits) {
    if (weights == null) {
      return imageLogits.add(textLogits);
    }
    return new Head(4).forward(weights, NDArrays.concat(new NDList(imageLogits, textLogits), 1));
  }

  @Override
  public Optional<TextBranch> textBranch() {
    return text.textBranch();
  }

  @Override
  public boolean cuts(String caption) {
    return text.cuts(caption);
  }

  @Override
  public Classifier branchOwner(boolean ofImage) {
    return (ofImage ? image : text).branchOwner(ofImage);
  }

  /** The linear layer; null for an ensemble. */
  public Weights weights() {
    return weights;
  }

  @Override
  public void close() {
    if (weights != null) {
      weights.close();
    }
  }
}
