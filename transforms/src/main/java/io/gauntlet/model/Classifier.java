package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps studies to logits in two branches that meet in {@link #fuse}. The branches can be evaluated
 * apart, so that whoever attacks one modality computes the other once. Pixels enter in {@code [0,
 * 1]}: normalisation is inside.
 *
 * <p>Safe for any thread; whoever opened a classifier closes it.
 */
public interface Classifier extends AutoCloseable {

  /** What it is made of. */
  Architecture architecture();

  /**
   * What the pictures contribute.
   *
   * @param pixels {@code [batch, 2, height, width]} in {@code [0, 1]}, frontal then lateral
   * @return {@code [batch, width of the branch]}
   * @throws UnsupportedOperationException when the classifier sees no pictures
   */
  NDArray imageEmbedding(NDArray pixels);

  /**
   * What the words contribute.
   *
   * @return {@code [batch, width of the branch]}, owned by {@code manager}
   * @throws UnsupportedOperationException when the classifier sees no words
   */
  NDArray textEmbedding(NDManager manager, List<String> captions);

  /**
   * Brings the branches together.
   *
   * @param image from {@link #imageEmbedding}; ignored by a classifier that sees no pictures
   * @param text from {@link #textEmbedding}; ignored by a classifier that sees no words
   * @return logits {@code [batch, 2]}, NORMAL then ABNORMAL
   */
  NDArray fuse(NDArray image, NDArray text);

  /** Whether a caption has more word pieces than the classifier reads; the rest of it is cut. */
  default boolean cuts(String caption) {
    return false;
  }

  /**
   * The branch behind {@link #textEmbedding} laid open; empty for a classifier that sees no words,
   * or shows none of its inside.
   */
  default Optional<TextBranch> textBranch() {
    return Optional.empty();
  }

  /**
   * The classifier whose branches these are: classifiers that share a branch name the same owner,
   * so that its embeddings are computed once for all of them.
   */
  Classifier branchOwner(boolean image);

  /** What it can do beyond giving logits; an attack that needs more leaves it alone. */
  default Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (architecture().fusion().seesPictures()) {
      capabilities.add(Capability.PIXEL_GRADIENTS);
    }
    textBranch()
        .ifPresent(
            branch -> {
              capabilities.add(Capability.TOKEN_GRADIENTS);
              capabilities.add(Capability.WORD_VECTORS);
              if (branch.fillsGaps()) {
                capabilities.add(Capability.MASKED_WORDS);
              }
            });
    return capabilities;
  }

  @Override
  void close();
}
