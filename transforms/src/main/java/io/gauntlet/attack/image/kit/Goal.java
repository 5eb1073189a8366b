package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What makes one point better than another, and when a study needs no more. */
interface Goal {

  /**
   * The score of each point: the higher, the better; negative infinity for one that must not be
   * returned.
   *
   * @param studies the study of each point
   * @param points {@code [points, views, height, width]}
   * @param margins the margin of the victim at each point
   */
  float[] scores(int[] studies, NDArray points, float[] margins);

  /** Whether a study whose best point has this score needs no more. */
  boolean isMet(float score);

  /** The point of the highest margin; a study needs no more once its victim errs. */
  record HighestMargin() implements Goal {
    @Override
    public float[] scores(int[] studies, NDArray points, float[] margins) {
      return margins;
    }

    @Override
    public boolean isMet(float score) {
      return score > 0;
    }
  }

  /**
   * The nearest point at which the victim errs. Where the distance is bounded, the first such point
   * ends the search for its study; without a bound the search goes on to nearer ones, unless the
   * victim errs on the clean image itself.
   *
   * @param confidence the least margin of such a point, at least 0
   * @param clean the clean images, one for each study
   */
  record Nearest(Distance distance, double confidence, NDArray clean) implements Goal {
    @Override
    public float[] scores(int[] studies, NDArray points, float[] margins) {
      try (NDManager scope = points.getManager().newSubManager()) {
        NDArray from = clean.get(scope.create(studies));
        from.attach(scope);
        float[] scores = distance.norm().size(from.sub(points)).toFloatArray();
        for (int i = 0; i < scores.length; i++) {
          boolean counts = margins[i] > 0 && margins[i] >= confidence && distance.allows(scores[i]);
          scores[i] = counts ? -scores[i] : Float.NEGATIVE_INFINITY;
        }
        return scores;
      }
    }

    @Override
    public boolean isMet(float score) {
      return distance.isBounded() ? score > Float.NEGATIVE_INFINITY : score == 0;
    }
  }
}
