package io.gauntlet.records;

import com.google.common.base.Ascii;
import com.google.common.primitives.Doubles;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.Budget.Norm;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.BudgetFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attacks written down as values: for the outcomes that are made, and for those of older files,
 * which tell nothing but an attack's canonical text. What an attack that is not on the class path
 * knows and changes stays unknown; its name, options and budgets are still read. Not thread-safe.
 */
public final class AttackValues {
  private static final List<String> BUDGETS = List.of("epsilon", "fraction");

  private final AttackCatalogue catalogue = AttackCatalogue.load();
  private final Map<String, AttackFields> known = new HashMap<>();

  /** The values of an attack; the same object for the same text. */
  public AttackFields of(String text) {
    return known.computeIfAbsent(text, this::read);
  }

  private AttackFields read(String text) {
    AttackText taken = AttackText.parse(text);
    taken.parts().forEach(this::complete);
    return AttackFields.newBuilder()
        .setForm(taken.form())
        .setParts(taken.parts())
        .setTouched(touched(text))
        .build();
  }

  private List<String> touched(String text) {
    try {
      return catalogue.parse(text).modalities().stream().map(AttackValues::spelled).toList();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void complete(AttackPartFields part) {
    part.setBudgets(
        part.getOptions().stream()
            .filter(option -> BUDGETS.contains(option.getName()))
            .filter(option -> Doubles.tryParse(option.getValue()) != null)
            .map(
                option -> new BudgetFields(option.getName(), Double.parseDouble(option.getValue())))
            .toList());
    catalogue.find(part.getName()).ifPresent(attack -> complete(part, attack));
  }

  private static void complete(AttackPartFields part, AttackProvider<?> attack) {
    part.setModality(spelled(attack.modality()));
    Map<String, String> given = new HashMap<>();
    part.getOptions().forEach(option -> given.put(option.getName(), option.getValue()));
    try {
      ThreatModel threat = attack.threat(AttackOptions.of(attack.description().options(), given));
      part.setKnowledge(spelled(threat.knowledge()));
      part.setNorm(norm(threat.budget().norm()));
    } catch (IllegalArgumentException e) {
      part.setKnowledge(spelled(attack.description().knowledge()));
    }
  }

  private static String norm(Norm norm) {
    return switch (norm) {
      case LINF, L2 -> norm.toString();
      case WORDS, NONE -> null;
    };
  }

  private static String spelled(Enum<?> constant) {
    return Ascii.toLowerCase(constant.name()).replace('_', '-');
  }
}
