package io.gauntlet.score;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.Doubles;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.BudgetFields;
import io.gauntlet.schema.NamedValue;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One named attack on one modality, as the outcomes tell it.
 *
 * @param name such as {@code pgd}
 * @param options that its text spells, by name, in the order of the text
 * @param attacked what it changes
 * @param knowledge what it knows of its victim
 * @param norm how a change of pixels is measured, {@code linf} or {@code l2}; empty where it is
 *     not, or unknown
 * @param budgets what it may spend, by the option that says so, such as {@code epsilon}
 */
public record ScoredPart(
    String name,
    ImmutableMap<String, String> options,
    Attacked attacked,
    ReportedKnowledge knowledge,
    String norm,
    ImmutableMap<String, Double> budgets)
    implements Serializable {

  /** The part of a record. */
  public static ScoredPart of(AttackPartFields fields) {
    return new ScoredPart(
        fields.getName(),
        fields.getOptions().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    NamedValue::getName, NamedValue::getValue, (first, second) -> second)),
        fields.getModality() == null
            ? Attacked.UNKNOWN
            : Attacked.of(List.of(fields.getModality())),
        ReportedKnowledge.named(fields.getKnowledge()),
        Strings.nullToEmpty(fields.getNorm()),
        fields.getBudgets().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    BudgetFields::getOption, BudgetFields::getAmount, (first, second) -> second)));
  }

  /** What it may spend by an option; empty where that is not bounded. */
  public OptionalDouble budget(String option) {
    Double amount = budgets.get(option);
    return amount == null ? OptionalDouble.empty() : OptionalDouble.of(amount);
  }

  /** The number of an option; empty where it is not spelled, or is not a number. */
  public OptionalDouble number(String option) {
    Double number = Doubles.tryParse(options.getOrDefault(option, ""));
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /** The same attack with some options left out, for what attacks have in common. */
  public ScoredPart without(List<String> left) {
    return new ScoredPart(
        name,
        ImmutableMap.copyOf(Maps.filterKeys(options, option -> !left.contains(option))),
        attacked,
        knowledge,
        norm,
        ImmutableMap.copyOf(Maps.filterKeys(budgets, option -> !left.contains(option))));
  }

  /** The canonical text, such as {@code pgd:epsilon=0.03:steps=10}. */
  @Override
  public String toString() {
    return options.entrySet().stream()
        .map(option -> ":" + option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining("", name, ""));
  }
}
