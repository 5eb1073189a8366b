package io.gauntlet.model.nn;

import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.ParameterSpec.Start;
import java.util.ArrayList;
import java.util.List;

/** Gathers the tensors that the layers of a network declare, and what a forward pass costs. */
final class Declaration {
  private final List<ParameterSpec> specs = new ArrayList<>();
  private double side;
  private double multiplyAdds;

  /**
   * Begins with an input.
   *
   * @param side height and width of the pictures, in pixels; 1 for a network that sees none
   */
  Declaration(double side) {
    this.side = side;
  }

  /** A square convolution; the input's side is the side of what was declared last. */
  void convolution(String name, int in, int out, int kernel, int stride, int groups, boolean bias) {
    side = Math.ceil(side / stride);
    pointwise(name, in, out, kernel, groups, bias, side);
  }

  /** A convolution beside the main path, at a side of its own. */
  void pointwise(
      String name, int in, int out, int kernel, int groups, boolean bias, double atSide) {
    Shape shape = new Shape(out, in / groups, kernel, kernel);
    specs.add(new ParameterSpec(name + ".weight", shape, Start.HE));
    if (bias) {
      specs.add(new ParameterSpec(name + ".bias", new Shape(out), Start.ZEROS));
    }
    multiplyAdds += shape.size() * atSide * atSide;
  }

  void pool(int stride) {
    side = Math.ceil(side / stride);
  }

  double side() {
    return side;
  }

  void batchNorm(String name, int channels) {
    Shape shape = new Shape(channels);
    specs.add(new ParameterSpec(name + ".weight", shape, Start.ONES));
    specs.add(new ParameterSpec(name + ".bias", shape, Start.ZEROS));
    specs.add(new ParameterSpec(name + ".running_mean", shape, Start.RUNNING_MEAN));
    specs.add(new ParameterSpec(name + ".running_var", shape, Start.RUNNING_VARIANCE));
  }

  void linear(String name, int in, int out, Start start) {
    specs.add(new ParameterSpec(name + ".weight", new Shape(out, in), start));
    specs.add(new ParameterSpec(name + ".bias", new Shape(out), Start.ZEROS));
    multiplyAdds += (double) in * out;
  }

  void layerNorm(String name, int width) {
    specs.add(new ParameterSpec(name + ".weight", new Shape(width), Start.ONES));
    specs.add(new ParameterSpec(name + ".bias", new Shape(width), Start.ZEROS));
  }

  void embedding(String name, int entries, int width) {
    specs.add(new ParameterSpec(name + ".weight", new Shape(entries, width), Start.BERT));
  }

  void bias(String name, int width) {
    specs.add(new ParameterSpec(name, new Shape(width), Start.ZEROS));
  }

  List<ParameterSpec> specs() {
    return List.copyOf(specs);
  }

  /** Multiplications and additions of the convolutions and linear layers, each pair one. */
  double multiplyAdds() {
    return multiplyAdds;
  }
}
