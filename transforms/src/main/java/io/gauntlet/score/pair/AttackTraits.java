package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import java.io.Serializable;

/**
 * What a verdict has to know of the attack of a cell, and of its studies.
 *
 * @param attacked what it changes
 * @param mayChangeLabel whether it may change what is true of the study
 * @param classes of the studies, in the order of the logits
 */
public record AttackTraits(Attacked attacked, boolean mayChangeLabel, ImmutableList<String> classes)
    implements Serializable {

  /** The traits of an attack on studies that are NORMAL or ABNORMAL. */
  public AttackTraits(Attacked attacked, boolean mayChangeLabel) {
    this(attacked, mayChangeLabel, ClassNames.NORMAL_ABNORMAL);
  }

  /** The traits of an outcome's attack; unknown in records made by hand. */
  public static AttackTraits of(Outcome outcome) {
    AttackFields fields = outcome.getAttackFields();
    ImmutableList<String> classes = ImmutableList.copyOf(outcome.getClassNames());
    return fields == null || fields.getTouched() == null
        ? new AttackTraits(Attacked.UNKNOWN, false, classes)
        : new AttackTraits(
            Attacked.of(fields.getTouched()),
            Boolean.TRUE.equals(fields.getMayChangeLabel()),
            classes);
  }

  /** Those of studies of which one class is held against the rest. */
  public AttackTraits against(String positive) {
    return new AttackTraits(
        attacked, mayChangeLabel, ImmutableList.of("not " + positive, positive));
  }

  /** Whether the studies are of two classes. */
  public boolean isOfTwo() {
    return classes.size() == 2;
  }

  /** Those of several attacks on a study, of which the worst counts. */
  public AttackTraits with(AttackTraits other) {
    return new AttackTraits(
        attacked == other.attacked ? attacked : Attacked.BOTH,
        mayChangeLabel || other.mayChangeLabel,
        classes);
  }
}
