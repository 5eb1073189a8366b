package io.gauntlet.data;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.Outcome;
import java.util.List;

/** The classes that studies and victims may have: NORMAL, and ABNORMAL, which is positive. */
public final class ClassNames {
  /** The negative class, index 0. */
  public static final String NORMAL = "NORMAL";

  /** The positive class, index 1. */
  public static final String ABNORMAL = "ABNORMAL";

  /** All that are accepted, in the order of the logits. */
  public static final ImmutableList<String> ACCEPTED = ImmutableList.of(NORMAL, ABNORMAL);

  private ClassNames() {}

  /**
   * The place of a label among the classes of its record.
   *
   * @param names the classes in the order of the logits
   * @return 0 for NORMAL, 1 for ABNORMAL
   * @throws IllegalArgumentException when other classes than these two are named, or the label is
   *     none of them
   */
  public static int index(List<String> names, String label) {
    if (!names.equals(ACCEPTED)) {
      throw new IllegalArgumentException("classes are " + names + "; give " + ACCEPTED);
    }
    int index = names.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException("label is '" + label + "'; give one of " + names);
    }
    return index;
  }

  /**
   * Whether the study of an outcome is of the positive class.
   *
   * @throws IllegalArgumentException as {@link #index}
   */
  public static boolean isAbnormal(Outcome outcome) {
    return index(outcome.getClassNames(), outcome.getLabel()) == 1;
  }
}
