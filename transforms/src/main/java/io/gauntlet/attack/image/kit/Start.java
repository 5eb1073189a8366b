package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Function;

/** Where the runs of an iterative attack begin. */
public enum Start {
  /** At the clean images. */
  CLEAN {
    @Override
    public <S extends State<S>> Steps<S> steps(
        BestPointSearch search, Ball ball, Function<NDArray, S> first) {
      return Steps.fromClean(search, first);
    }
  },

  /** At points of the ball, all equally likely, each from the seed of its study. */
  RANDOM {
    @Override
    public <S extends State<S>> Steps<S> steps(
        BestPointSearch search, Ball ball, Function<NDArray, S> first) {
      try (NDManager scope = search.scope().newSubManager()) {
        NDArray start = ball.draw(search.clean(scope), search.random());
        start.attach(search.scope());
        return Steps.from(search, first.apply(start));
      }
    }
  };

  /**
   * The steps of a search from here.
   *
   * @param ball that bounds the change
   * @param first makes the first state of the points where they begin
   */
  public abstract <S extends State<S>> Steps<S> steps(
      BestPointSearch search, Ball ball, Function<NDArray, S> first);
}
