package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/** A state of nothing but where it is. */
record Point(NDArray x) implements State<Point> {
  @Override
  public Point map(UnaryOperator<NDArray> change) {
    return new Point(change.apply(x));
  }
}
