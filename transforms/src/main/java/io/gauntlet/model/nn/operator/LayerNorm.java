package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Layer normalisation (Ba et al. 2016) over the last dimension. Its tensors are scale and shift,
 * each {@code [width]}.
 *
 * @param epsilon what is added to the variance before the root is taken
 */
public record LayerNorm(float epsilon) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    NDArray scale = tensors.get(0);
    return ai.djl.nn.norm.LayerNorm.layerNorm(
            inputs.get(0), scale.getShape(), scale, tensors.get(1), epsilon)
        .singletonOrThrow();
  }
}
