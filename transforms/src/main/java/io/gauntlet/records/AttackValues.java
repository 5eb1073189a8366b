package io.gauntlet.records;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Doubles;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.Budget;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.Modality;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.BudgetFields;
import io.gauntlet.schema.NamedValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Attacks written down as values: for the outcomes that are made, and for those of older files,
 * which tell nothing but an attack's canonical text. What an attack that is not on the class path
 * knows and changes stays unknown; its name, options and budgets are still read. Not thread-safe.
 */
public final class AttackValues {
  private static final List<String> BUDGETS = List.of("epsilon", "fraction");

  /** Loaded where it is needed: files of today tell all of their attacks themselves. */
  private final Supplier<AttackCatalogue> catalogue = Suppliers.memoize(AttackCatalogue::load);

  private final Map<String, AttackFields> known = new HashMap<>();

  /** The values of an attack. */
  public static AttackFields of(AttackSpec spec) {
    AttackFields fields =
        AttackFields.newBuilder()
            .setForm(spec.form())
            .setParts(spec.parts().stream().map(AttackValues::part).toList())
            .build();
    tell(fields, spec);
    return fields;
  }

  private static void tell(AttackFields fields, AttackSpec spec) {
    fields.setTouched(spec.modalities().stream().map(Modality::label).toList());
    fields.setMayChangeLabel(spec.truth() != Truth.HOLDS);
    fields.setWithoutModality(spec.truth().isWithoutModality());
  }

  /** The values of an attack that a record names by its text; the same object for the same text. */
  public AttackFields of(String text) {
    return known.computeIfAbsent(text, this::read);
  }

  private static AttackPartFields part(AttackPart part) {
    List<NamedValue> options =
        part.options().printed().entrySet().stream()
            .map(option -> new NamedValue(option.getKey(), option.getValue()))
            .toList();
    AttackPartFields fields =
        AttackPartFields.newBuilder()
            .setName(part.name())
            .setText(part.toString())
            .setRevision(part.revision())
            .setOptions(options)
            .setBudgets(budgets(options, part.threat().budget()))
            .setModality(part.modality().label())
            .build();
    tell(fields, part.threat());
    return fields;
  }

  private AttackFields read(String text) {
    AttackText taken = AttackText.parse(text);
    taken.parts().forEach(this::complete);
    AttackFields fields =
        AttackFields.newBuilder().setForm(taken.form()).setParts(taken.parts()).build();
    spec(text).ifPresent(spec -> tell(fields, spec));
    return fields;
  }

  private Optional<AttackSpec> spec(String text) {
    try {
      return Optional.of(catalogue.get().parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void complete(AttackPartFields part) {
    part.setBudgets(budgets(part.getOptions()));
    catalogue
        .get()
        .find(part.getName())
        .ifPresent(
            provider -> {
              part.setModality(provider.modality().label());
              threat(part, provider).ifPresent(threat -> tell(part, threat));
            });
  }

  private static Optional<ThreatModel> threat(AttackPartFields part, AttackProvider<?> provider) {
    Map<String, String> given = new HashMap<>();
    part.getOptions().forEach(option -> given.put(option.getName(), option.getValue()));
    try {
      return Optional.of(
          provider.threat(AttackOptions.of(provider.description().options(), given)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void tell(AttackPartFields part, ThreatModel threat) {
    part.setKnowledge(threat.knowledge().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    part.setNorm(
        switch (threat.budget().norm()) {
          case LINF, L2 -> threat.budget().norm().toString();
          case WORDS, NONE -> null;
        });
    part.setMayChangeLabel(threat.truth() != Truth.HOLDS);
  }

  /** An attack from another jar may call its budget by a name of its own. */
  private static List<BudgetFields> budgets(List<NamedValue> options, Budget budget) {
    List<BudgetFields> named = budgets(options);
    if (!named.isEmpty()
        || budget.norm() == Budget.Measure.NONE
        || !Double.isFinite(budget.limit())) {
      return named;
    }
    String name = budget.norm() == Budget.Measure.WORDS ? "fraction" : "epsilon";
    return List.of(new BudgetFields(name, budget.limit()));
  }

  private static List<BudgetFields> budgets(List<NamedValue> options) {
    return options.stream()
        .filter(option -> BUDGETS.contains(option.getName()))
        .filter(option -> Doubles.tryParse(option.getValue()) != null)
        .map(option -> new BudgetFields(option.getName(), Double.parseDouble(option.getValue())))
        .toList();
  }
}
