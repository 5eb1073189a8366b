package io.gauntlet.model.torchscript;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.Branch;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.description.PixelValues;
import java.util.List;

/**
 * Images as one argument.
 *
 * @param size of the views
 * @param values how the module takes their pixels
 */
record PixelsInput(ImageSize size, PixelValues values) implements ModuleInput, ImageBranch {

  @Override
  public NDArray embed(NDArray pixels) {
    return pixels.reshape(pixels.getShape().get(0), -1);
  }

  @Override
  public Branch branch() {
    return this;
  }

  @Override
  public List<NDArray> arguments(NDArray embedding) {
    return List.of(values.of(embedding.reshape(size.batch(embedding.getShape().get(0)))));
  }

  @Override
  public void close() {}
}
