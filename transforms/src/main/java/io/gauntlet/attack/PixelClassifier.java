package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/**
 * What is left of a victim when the words are fixed: a function of the pixels alone. There are two
 * views, frontal then lateral, or one where the attacker owns no more.
 */
public interface PixelClassifier {

  /**
   * Scores pictures.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
   * @return logits {@code [batch, 2]}, NORMAL then ABNORMAL, owned by the manager of {@code pixels}
   */
  NDArray logits(NDArray pixels);

  /**
   * Scores pictures, and gives the gradient of a loss, summed over the batch, by pixel.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
   * @param labels true classes {@code [batch]}, int64: 0 NORMAL, 1 ABNORMAL
   * @return the logits and the gradient at {@code pixels}, owned by the manager of {@code pixels}
   */
  PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss);

  /**
   * The same victim before other pictures, so that an attack can stack restarts and let go of the
   * studies that are already fooled.
   *
   * @param rows the study of each picture to come, by its row here; in any order, also repeated
   */
  PixelClassifier rows(int[] rows);
}
