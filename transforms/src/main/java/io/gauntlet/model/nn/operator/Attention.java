package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Scaled dot-product attention with several heads (Vaswani et al. 2017, section 3.2), between the
 * projections of its inputs and that of its output. It reads no tensors.
 *
 * <p>Its inputs are queries {@code [batch, asked, width]}, keys and values {@code [batch, length,
 * width]}, and what is added to the scores, {@code [batch, 1, 1, length]}.
 *
 * @param heads into which the width is divided
 */
public record Attention(int heads) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public double multiplyAdds(List<Shape> inputs, Shape output) {
    // The scores, and the mixture of the values.
    return 2.0 * output.size() * inputs.get(1).get(1);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    NDArray queries = inputs.get(0);
    Shape shape = queries.getShape();
    NDArray keys = divided(inputs.get(1));
    NDArray values = divided(inputs.get(2));
    // An array of its own: PyTorch's graph points to it until the backward pass, and DJL frees the
    // buffer of mul(Number) before.
    NDArray scale =
        queries.getManager().create((float) (1 / Math.sqrt((double) shape.get(2) / heads)));
    NDArray scores =
        NDArrays.matMul(divided(queries.mul(scale)), keys.transpose(0, 1, 3, 2)).add(inputs.get(3));
    NDArray mixed = NDArrays.matMul(scores.softmax(-1), values);
    return mixed.transpose(0, 2, 1, 3).reshape(shape);
  }

  private NDArray divided(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), -1, heads, shape.get(2) / heads).transpose(0, 2, 1, 3);
  }
}
