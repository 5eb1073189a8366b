package io.gauntlet.model.checkpoint;

/** Looks tensors up. */
final class Tensors {
  private Tensors() {}

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static TensorInfo known(Checkpoint checkpoint, String name) {
    TensorInfo tensor = checkpoint.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(checkpoint.source() + " holds no tensor " + name);
    }
    return tensor;
  }
}
