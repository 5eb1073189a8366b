package io.gauntlet.data;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that a study may be of, in the order of the victims' logits: two or more names. Of
 * two classes the second is the positive one. All studies of a cohort have the same classes.
 */
public final class ClassNames {
  /** The negative class of a cohort that names no others, index 0. */
  public static final String NORMAL = "NORMAL";

  /** The positive class of a cohort that names no others, index 1. */
  public static final String ABNORMAL = "ABNORMAL";

  /** The classes of a cohort that names no others. */
  public static final ImmutableList<String> NORMAL_ABNORMAL = ImmutableList.of(NORMAL, ABNORMAL);

  /** Most classes of a cohort: what is counted of a cell grows with them. */
  public static final int MOST = 1000;

  private ClassNames() {}

  /**
   * Checks the names of classes.
   *
   * @return the names
   * @throws IllegalArgumentException when there are fewer than two, more than {@link #MOST}, a
   *     blank one, or one twice
   */
  public static ImmutableList<String> check(List<String> names) {
    if (names.size() < 2 || names.size() > MOST) {
      throw new IllegalArgumentException(
          "there are %s classes, %s; give from 2 to %s"
              .formatted(names.size(), brief(names), MOST));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "a class of %s has no name; name every class".formatted(brief(names)));
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "two classes are named '%s'; give each a name of its own".formatted(name));
      }
    }
    return ImmutableList.copyOf(names);
  }

  /**
   * The place of a label among the classes of its record.
   *
   * @param names the classes in the order of the logits
   * @return from 0; of two classes 1 is the positive one
   * @throws IllegalArgumentException when these are no names of classes, or the label is none of
   *     them
   */
  public static int index(List<String> names, String label) {
    if (!names.equals(NORMAL_ABNORMAL)) {
      check(names);
    }
    int index = names.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException("label is '" + label + "'; give one of " + brief(names));
    }
    return index;
  }

  /**
   * The class of the study of an outcome.
   *
   * @throws IllegalArgumentException as {@link #index}
   */
  public static int index(Outcome outcome) {
    return index(outcome.getClassNames(), outcome.getLabel());
  }

  /**
   * Compares the classes of two that belong together.
   *
   * @param one what has the first classes, such as {@code study 7}
   * @param other what has the second classes
   * @param remedy what the reader can do
   * @throws IllegalArgumentException when they differ, in one line that has both
   */
  public static void requireSame(Named one, Named other, String remedy) {
    if (!one.names().equals(other.names())) {
      throw new IllegalArgumentException(
          "%s has the classes %s, and %s has %s; %s"
              .formatted(
                  one.owner(), brief(one.names()), other.owner(), brief(other.names()), remedy));
    }
  }

  /**
   * Classes and whose they are.
   *
   * @param owner for people, such as {@code study 7}
   * @param names in the order of the logits
   */
  public record Named(String owner, List<String> names) {}

  /** The names, or the first of very many, for a message of one line. */
  private static String brief(List<String> names) {
    int shown = 10;
    return names.size() <= shown
        ? names.toString()
        : "[%s, and %s more]"
            .formatted(String.join(", ", names.subList(0, shown)), names.size() - shown);
  }
}
