package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures shrunk to the nearest pixel and put somewhere on black ground of the old size, each in
 * its own way: a linear map, {@code rows * picture * columns}, so that a gradient goes back through
 * it by the transposed matrices.
 *
 * @param rows {@code [batch, 1, height, height]}
 * @param columns {@code [batch, 1, width, width]}
 * @param whole the pictures of the batch that are left as they are
 */
record Shrunk(NDArray rows, NDArray columns, ImmutableSet<Integer> whole) {

  /**
   * Draws one map a picture.
   *
   * @param pictures {@code [batch, views, height, width]}; their manager owns the maps
   * @param random a stream a picture
   * @param probability that a picture is changed at all
   * @param least the least height and width, as a share of the old ones
   */
  static Shrunk draw(
      NDArray pictures, List<SplittableRandom> random, double probability, double least) {
    NDManager manager = pictures.getManager();
    int batch = random.size();
    int height = Math.toIntExact(pictures.getShape().get(2));
    int width = Math.toIntExact(pictures.getShape().get(3));
    float[] rows = new float[batch * height * height];
    float[] columns = new float[batch * width * width];
    ImmutableSet.Builder<Integer> whole = ImmutableSet.builder();
    for (int i = 0; i < batch; i++) {
      SplittableRandom own = random.get(i);
      double share = own.nextDouble() < probability ? least + (1 - least) * own.nextDouble() : 1;
      if (share == 1) {
        whole.add(i);
      }
      double top = own.nextDouble();
      double left = own.nextDouble();
      place(rows, i, height, share, top, false);
      place(columns, i, width, share, left, true);
    }
    return new Shrunk(
        manager.create(rows, new Shape(batch, 1, height, height)),
        manager.create(columns, new Shape(batch, 1, width, width)),
        whole.build());
  }

  /** Says of each new row or column which old one is there. */
  private static void place(
      float[] matrices, int index, int side, double share, double offset, boolean transposed) {
    int shrunk = Math.max(1, (int) Math.round(share * side));
    int start = (int) (offset * (side - shrunk + 1));
    for (int i = 0; i < shrunk; i++) {
      int to = start + i;
      int from = (int) ((i + 0.5) * side / shrunk);
      int place = transposed ? from * side + to : to * side + from;
      matrices[index * side * side + place] = 1;
    }
  }

  NDArray apply(NDArray pictures) {
    return rows.matMul(pictures).matMul(columns);
  }

  /** The gradient by the pictures, from that by what became of them. */
  NDArray back(NDArray gradient) {
    return rows.swapAxes(2, 3).matMul(gradient).matMul(columns.swapAxes(2, 3));
  }
}
