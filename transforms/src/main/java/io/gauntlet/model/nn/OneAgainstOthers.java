package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * The logits of several classes, of which one stands against all the others.
 *
 * @param logits {@code [batch, classes]}
 * @param place of the one
 */
public record OneAgainstOthers(NDArray logits, int place) {

  /** The logits with minus infinity in the place of the one, {@code [batch, classes]}. */
  public NDArray others() {
    float[] without = new float[Math.toIntExact(logits.getShape().get(1))];
    without[place] = Float.NEGATIVE_INFINITY;
    return logits.add(logits.getManager().create(without));
  }

  /**
   * Two classes: the others as one, and the one.
   *
   * @param rest logit of the others, {@code [batch, 1]}
   * @return {@code [batch, 2]}
   */
  public NDArray after(NDArray rest) {
    return NDArrays.concat(new NDList(rest, logits.get(":, " + place + ":" + (place + 1))), 1);
  }
}
