package io.gauntlet.score.classes;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClassNames;
import io.gauntlet.score.stats.Metric;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes of a cell's studies, and how each of them fared where there are more than two: of two
 * classes the figures of the cell itself are those of the second one.
 *
 * @param names of the classes, in the order of the logits
 * @param figures of each class, in the same order; empty for two classes
 */
public record ByClass(ImmutableList<String> names, ImmutableList<ClassFigures> figures)
    implements Serializable {
  /** NORMAL and ABNORMAL. */
  public static final ByClass NORMAL_ABNORMAL = ofTwo(ClassNames.NORMAL_ABNORMAL);

  /** Two classes. */
  public static ByClass ofTwo(ImmutableList<String> names) {
    return new ByClass(names, ImmutableList.of());
  }

  /** Whether there are two classes. */
  public boolean isOfTwo() {
    return names.size() == 2;
  }

  /**
   * Whether a metric is of one class of two, or of a threshold between them, so that it is not
   * defined for a cell of more.
   */
  public static boolean isOfTwo(Metric metric) {
    return switch (metric) {
      case PRECISION,
          RECALL,
          SPECIFICITY,
          F1,
          NORMAL_F1,
          SENSITIVITY_AT_90_SPECIFICITY,
          BRIER_SCORE ->
          true;
      default -> false;
    };
  }

  /** The second class of two, for people: {@code abnormal}, or its name as it is. */
  public String positive() {
    return shown(names, 1);
  }

  /** The first class of two, for people: {@code normal}, or its name as it is. */
  public String negative() {
    return shown(names, 0);
  }

  /** The name of a class for people: NORMAL and ABNORMAL in small letters, others as they are. */
  public static String shown(List<String> names, int label) {
    String name = names.get(label);
    return names.equals(ClassNames.NORMAL_ABNORMAL) ? Ascii.toLowerCase(name) : name;
  }

  /** Studies of the largest class: what an answer that never changes gets right at best. */
  public long largest() {
    return figures.stream().mapToLong(ClassFigures::studies).max().orElse(0);
  }

  /** The mean over replicas of one cell, at least one. */
  public static ByClass mean(List<ByClass> replicas) {
    ByClass first = replicas.get(0);
    return new ByClass(
        first.names(),
        IntStream.range(0, first.figures().size())
            .mapToObj(
                place ->
                    ClassFigures.mean(
                        replicas.stream().map(each -> each.figures().get(place)).toList()))
            .collect(ImmutableList.toImmutableList()));
  }
}
