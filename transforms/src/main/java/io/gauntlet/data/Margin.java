package io.gauntlet.data;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the logits of a study say of its classes: which one is decided on, and by how much. Attacks,
 * decisions and scores all go by this one definition.
 *
 * <p>The margin of a class is its logit less the best other one: above 0 the victim decides for it.
 * The log-odds of a class are its logit less the log of the summed exponentials of the others. Of
 * two classes both are the difference of the logits.
 */
public final class Margin {
  private Margin() {}

  /**
   * How far each other class leads over one, the best of them first.
   *
   * @param logits two or more
   * @param label the one
   * @return one number less than there are logits
   */
  public static double[] leads(List<Float> logits, int label) {
    return IntStream.range(0, logits.size())
        .filter(other -> other != label)
        .mapToDouble(other -> -((double) logits.get(label) - logits.get(other)))
        .boxed()
        .sorted(Comparator.reverseOrder())
        .mapToDouble(lead -> lead)
        .toArray();
  }

  /**
   * How far a class is ahead of the best other one.
   *
   * @param logits two or more
   * @param label the class
   * @return NaN where a logit is not a number
   */
  public static double of(List<Float> logits, int label) {
    return (double) logits.get(label) - logits.get(rival(logits, label));
  }

  /** The best class but one, the first of equals; one that is not a number where there is any. */
  public static int rival(List<Float> logits, int label) {
    int best = label == 0 ? 1 : 0;
    for (int other = best + 1; other < logits.size(); other++) {
      if (other != label && Float.compare(logits.get(other), logits.get(best)) > 0) {
        best = other;
      }
    }
    return best;
  }

  /** The class of the largest logit, the first of equals. */
  public static int decided(List<Float> logits) {
    int rival = rival(logits, 0);
    return logits.get(rival) > logits.get(0) ? rival : 0;
  }

  /**
   * The logarithm of the odds of a class, {@code log(p / (1 - p))} of its softmax probability, in
   * which studies are ranked.
   *
   * @return NaN where a logit is not a number
   */
  public static double logOdds(List<Float> logits, int label) {
    double most = logits.get(rival(logits, label));
    if (logits.size() == 2 || Double.isNaN(most) || Double.isInfinite(most)) {
      return logits.get(label) - most;
    }
    double sum = 0;
    for (int other = 0; other < logits.size(); other++) {
      sum += other == label ? 0 : Math.exp(logits.get(other) - most);
    }
    return logits.get(label) - most - Math.log(sum);
  }

  /** The log-odds of every class, in one pass over the logits but for the best class. */
  public static double[] logOdds(List<Float> logits) {
    int decided = decided(logits);
    double most = logits.get(decided);
    double sum = logits.stream().mapToDouble(logit -> Math.exp(logit - most)).sum();
    double[] logOdds = new double[logits.size()];
    for (int label = 0; label < logOdds.length; label++) {
      double ahead = logits.get(label) - most;
      // All others but one class that is not the best hold half of the sum or more.
      logOdds[label] =
          label == decided ? logOdds(logits, label) : ahead - Math.log(sum - Math.exp(ahead));
    }
    return logOdds;
  }

  /** The softmax probability of a class. */
  public static double probability(List<Float> logits, int label) {
    return 1 / (1 + Math.exp(-logOdds(logits, label)));
  }
}
