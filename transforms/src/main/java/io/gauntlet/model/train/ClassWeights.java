package io.gauntlet.model.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.base.Splitter;
import io.gauntlet.data.KnownNames;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much a study of each class counts in the loss.
 *
 * @param balanced whether each class counts as much as the others, however many studies it has; the
 *     other components are ignored then
 * @param normal of a study of the first class, above 0
 * @param abnormal of a study of the second class, above 0
 * @param others of a study of each further class, above 0; empty for two classes
 */
public record ClassWeights(
    boolean balanced,
    double normal,
    double abnormal,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> others)
    implements Serializable {
  /** Every study counts the same. */
  public static final ClassWeights NONE = new ClassWeights(false, 1, 1);

  /** Every class counts the same. */
  public static final ClassWeights BALANCED = new ClassWeights(true, 1, 1);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Splitter BETWEEN = Splitter.onPattern("[,/]");

  public ClassWeights {
    // A card of two classes has no others.
    others = others == null ? List.of() : List.copyOf(others);
    if (!(normal > 0 && abnormal > 0) || others.stream().anyMatch(weight -> !(weight > 0))) {
      throw new IllegalArgumentException(
          "the weights of the classes are "
              + normal
              + " and "
              + abnormal
              + (others.isEmpty() ? "" : " and " + others)
              + "; give "
              + (others.isEmpty() ? "two" : "numbers")
              + " above 0");
    }
  }

  /** Weights of two classes. */
  public ClassWeights(boolean balanced, double normal, double abnormal) {
    this(balanced, normal, abnormal, List.of());
  }

  /**
   * Reads weights as a user writes them: {@code none}, {@code balanced}, or a number of each class,
   * in their order, as in {@code 2,1} or {@code 2/1}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static ClassWeights parse(String text) {
    List<String> parts = BETWEEN.splitToList(text);
    if (parts.size() >= 2 && parts.stream().allMatch(part -> NUMBER.matcher(part).matches())) {
      List<Double> weights = parts.stream().map(Double::valueOf).toList();
      return new ClassWeights(
          false, weights.get(0), weights.get(1), weights.subList(2, weights.size()));
    }
    return switch (text) {
      case "none" -> NONE;
      case "balanced" -> BALANCED;
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' weighs no classes; give none, balanced or a number of each class in their"
                  + " order, such as 2,1"
                  + KnownNames.guess(text, List.of("none", "balanced")));
    };
  }

  /**
   * The weight of every study. Balanced ones are {@code n / (classes * n of the class)}, over the
   * classes that there are, so that their mean is 1.
   *
   * @throws IllegalArgumentException when a study is of a class without a weight
   */
  float[] of(int[] labels) {
    double[] ofClass = balanced ? balance(labels) : given(Arrays.stream(labels).max().orElse(0));
    float[] weights = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      weights[i] = (float) ofClass[labels[i]];
    }
    return weights;
  }

  private static double[] balance(int[] labels) {
    double[] studies = new double[Arrays.stream(labels).max().orElse(0) + 1];
    for (int label : labels) {
      studies[label]++;
    }
    double classes = Arrays.stream(studies).filter(count -> count > 0).count();
    return Arrays.stream(studies).map(count -> labels.length / (classes * count)).toArray();
  }

  private double[] given(int last) {
    double[] weights = new double[Math.max(last + 1, 2 + others.size())];
    if (equals(NONE)) {
      Arrays.fill(weights, 1);
      return weights;
    }
    if (last >= 2 + others.size()) {
      throw new IllegalArgumentException(
          "classWeights has %s numbers, and there are studies of class %s; give a number of each"
                  .formatted(2 + others.size(), last + 1)
              + " class");
    }
    weights[0] = normal;
    weights[1] = abnormal;
    for (int other = 0; other < others.size(); other++) {
      weights[2 + other] = others.get(other);
    }
    return weights;
  }

  /** The digest of a training is made of this text, which stays as it is for two classes. */
  @Override
  public String toString() {
    return "ClassWeights[balanced=%s, normal=%s, abnormal=%s%s]"
        .formatted(balanced, normal, abnormal, others.isEmpty() ? "" : ", others=" + others);
  }
}
