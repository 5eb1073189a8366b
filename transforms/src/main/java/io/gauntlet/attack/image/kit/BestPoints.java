package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The point of the highest score so far, for each study. */
final class BestPoints {
  private final float[] scores;
  private NDArray points;

  /**
   * Starts from points that anything finite beats.
   *
   * @param points {@code [studies, ...]}; their manager owns those that replace them
   */
  BestPoints(NDArray points) {
    this.points = points;
    this.scores = new float[Math.toIntExact(points.getShape().get(0))];
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
  }

  /**
   * Keeps the candidates that are better than the best; one whose score is not a number is not.
   *
   * @param studies the study of each candidate, also repeated
   * @param found the score of each candidate
   */
  void offer(int[] studies, NDArray candidates, float[] found) {
    int[] from = IntStream.range(0, scores.length).toArray();
    boolean better = false;
    for (int i = 0; i < studies.length; i++) {
      if (found[i] > scores[studies[i]]) {
        scores[studies[i]] = found[i];
        from[studies[i]] = scores.length + i;
        better = true;
      }
    }
    if (better) {
      take(from, candidates);
    }
  }

  /** Replaces the points by rows of them and of the candidates, which come after them. */
  private void take(int[] rows, NDArray candidates) {
    NDManager home = points.getManager();
    try (NDManager scope = home.newSubManager()) {
      points.attach(scope);
      NDArray all = NDArrays.concat(new NDList(points, candidates));
      all.attach(scope);
      points = all.get(scope.create(rows));
      points.attach(home);
    }
  }

  float score(int study) {
    return scores[study];
  }

  NDArray points() {
    return points;
  }
}
