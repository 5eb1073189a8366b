package io.gauntlet.model.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a study of each class counts in the loss.
 *
 * @param balanced whether each class counts as much as the other, however many studies it has; the
 *     other two are ignored then
 * @param normal of a NORMAL study, above 0
 * @param abnormal of an ABNORMAL study, above 0
 */
public record ClassWeights(boolean balanced, double normal, double abnormal)
    implements Serializable {
  /** Every study counts the same. */
  public static final ClassWeights NONE = new ClassWeights(false, 1, 1);

  /** Every class counts the same. */
  public static final ClassWeights BALANCED = new ClassWeights(true, 1, 1);

  private static final String NUMBER = "[0-9]{1,18}(\\.[0-9]{1,18})?";
  private static final Pattern PAIR =
      Pattern.compile("(?<normal>" + NUMBER + ")[,/](?<abnormal>" + NUMBER + ")");

  public ClassWeights {
    if (!(normal > 0 && abnormal > 0)) {
      throw new IllegalArgumentException(
          "the weights of the classes are " + normal + " and " + abnormal + "; give two above 0");
    }
  }

  /**
   * Reads weights as a user writes them: {@code none}, {@code balanced}, or two numbers, NORMAL
   * then ABNORMAL, as in {@code 2,1} or {@code 2/1}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static ClassWeights parse(String text) {
    Matcher pair = PAIR.matcher(text);
    if (pair.matches()) {
      return new ClassWeights(
          false,
          Double.parseDouble(pair.group("normal")),
          Double.parseDouble(pair.group("abnormal")));
    }
    return switch (text) {
      case "none" -> NONE;
      case "balanced" -> BALANCED;
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' weighs no classes; give none, balanced or two numbers, NORMAL then ABNORMAL,"
                  + " such as 2,1");
    };
  }

  /**
   * The weight of every study. Balanced ones are {@code n / (2 * n of the class)}, so that their
   * mean is 1.
   */
  float[] of(int[] labels) {
    double ofNormal = normal;
    double ofAbnormal = abnormal;
    if (balanced) {
      double positive = Arrays.stream(labels).sum();
      ofNormal = labels.length / (2 * (labels.length - positive));
      ofAbnormal = labels.length / (2 * positive);
    }
    float[] weights = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      weights[i] = (float) (labels[i] == 1 ? ofAbnormal : ofNormal);
    }
    return weights;
  }
}
