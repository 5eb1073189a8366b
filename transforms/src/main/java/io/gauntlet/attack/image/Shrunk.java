package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.image.kit.InputTransform;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shrinks images to the nearest pixel and puts them somewhere on black ground of the old size, each
 * in its own way: {@code rows * image * transposed columns}.
 *
 * @param rows {@code [batch, 1, height, height]}: a 1 where a new row shows an old one
 * @param columns {@code [batch, 1, width, width]}: a 1 where a new column shows an old one
 * @param unchanged the images that are left as they are
 */
record Shrunk(NDArray rows, NDArray columns, ImmutableSet<Integer> unchanged)
    implements InputTransform {

  /**
   * Draws a change for each image.
   *
   * @param images {@code [batch, views, height, width]}; their manager owns the change
   * @param random a stream for each image
   * @param probability that an image is changed at all
   * @param least the least height and width, as a share of the old ones
   */
  static Shrunk draw(
      NDArray images, List<SplittableRandom> random, double probability, double least) {
    NDManager manager = images.getManager();
    int batch = random.size();
    int height = Math.toIntExact(images.getShape().get(2));
    int width = Math.toIntExact(images.getShape().get(3));
    float[] rows = new float[batch * height * height];
    float[] columns = new float[batch * width * width];
    ImmutableSet.Builder<Integer> unchanged = ImmutableSet.builder();
    for (int i = 0; i < batch; i++) {
      SplittableRandom own = random.get(i);
      double share = own.nextDouble() < probability ? least + (1 - least) * own.nextDouble() : 1;
      if (share == 1) {
        unchanged.add(i);
      }
      double top = own.nextDouble();
      double left = own.nextDouble();
      place(rows, i, height, share, top);
      place(columns, i, width, share, left);
    }
    return new Shrunk(
        manager.create(rows, new Shape(batch, 1, height, height)),
        manager.create(columns, new Shape(batch, 1, width, width)),
        unchanged.build());
  }

  /** Says of each new line of an image which old one is there. */
  private static void place(float[] matrices, int image, int side, double share, double offset) {
    int shrunk = Math.max(1, (int) Math.round(share * side));
    int start = (int) (offset * (side - shrunk + 1));
    for (int i = 0; i < shrunk; i++) {
      int from = (int) ((i + 0.5) * side / shrunk);
      matrices[(image * side + start + i) * side + from] = 1;
    }
  }

  @Override
  public NDArray apply(NDArray images) {
    return rows.matMul(images).matMul(columns.swapAxes(2, 3));
  }

  @Override
  public NDArray back(NDArray gradient) {
    return rows.swapAxes(2, 3).matMul(gradient).matMul(columns);
  }

  @Override
  public boolean isUnchanged(int image) {
    return unchanged.contains(image);
  }
}
