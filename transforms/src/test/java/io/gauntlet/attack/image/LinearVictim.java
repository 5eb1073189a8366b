package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/** Two classes, {@code logits = (0, w . x + bias)}: every attack on it has a closed form. */
public record LinearVictim(NDArray weights, float bias) implements DifferentiatedVictim {

  @Override
  public NDArray logits(NDArray pixels) {
    NDArray score =
        pixels.reshape(new Shape(pixels.getShape().get(0), -1)).matMul(weights).add(bias);
    return NDArrays.concat(new NDList(score.zerosLike(), score), 1);
  }
}
