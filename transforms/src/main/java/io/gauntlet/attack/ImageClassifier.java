package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/**
 * A victim as a function of the images alone: the caption of each study is fixed. There are two
 * views, frontal then lateral, or one where the attacker owns a single one.
 */
public interface ImageClassifier {

  /**
   * Scores images.
   *
   * @param images {@code [batch, views, height, width]} in {@code [0, 1]}
   * @return logits {@code [batch, classes]}, owned by the manager of {@code images}
   */
  NDArray logits(NDArray images);

  /**
   * Scores images, and takes the gradient of a loss, summed over the batch, by pixel.
   *
   * @param images {@code [batch, views, height, width]} in {@code [0, 1]}
   * @param labels true classes {@code [batch]}, int64, from 0
   * @return the logits and the gradient at {@code images}, owned by the manager of {@code images}
   */
  ImageGradient gradient(NDArray images, NDArray labels, Loss loss);

  /**
   * Uses an answer of {@link CleanAnswer} in the place of a call of {@link #gradient}. It costs no
   * pass of a network, and is counted like any other query: what an attack needs to know does not
   * depend on who computed it.
   *
   * @param known the answer at the clean images, by all pixels of all views
   * @return the answer as this victim would give it: by the pixels that its attacker owns
   */
  default ImageGradient reuse(ImageGradient known) {
    return known;
  }

  /**
   * The same victim for other images, so that an attack can stack restarts and leave out studies.
   *
   * @param rows the study of each image to come, by its row here; in any order, also repeated
   */
  ImageClassifier rows(int[] rows);
}
