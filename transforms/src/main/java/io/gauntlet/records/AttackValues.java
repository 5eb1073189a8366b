package io.gauntlet.records;

import com.google.common.primitives.Doubles;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.spec.AttackProviders;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.BudgetFields;
import io.gauntlet.schema.NamedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Attacks written down as values: for the outcomes that are made, and for those of older files,
 * which tell nothing but an attack's canonical text. What an attack that is not on the class path
 * knows and changes stays unknown; its name, options and budgets are still read. Not thread-safe.
 */
public final class AttackValues {
  private static final String IMAGE = "image";
  private static final String TEXT = "text";
  private static final List<String> BUDGETS = List.of("epsilon", "fraction");

  private final Map<String, AttackProvider> providers = new HashMap<>();
  private final Map<String, AttackFields> known = new HashMap<>();

  /** Knows the attacks on the class path. */
  public AttackValues() {
    AttackProviders.all().forEach(each -> providers.put(each.description().name(), each));
  }

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

  private static List<String> touched(String text) {
    AttackSpec spec;
    try {
      spec = AttackSpec.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    List<String> touched = new ArrayList<>();
    if (spec.changesPictures()) {
      touched.add(IMAGE);
    }
    if (spec.changesWords()) {
      touched.add(TEXT);
    }
    return touched;
  }

  private void complete(AttackPartFields part) {
    part.setBudgets(
        part.getOptions().stream()
            .filter(option -> BUDGETS.contains(option.getName()))
            .filter(option -> Doubles.tryParse(option.getValue()) != null)
            .map(
                option -> new BudgetFields(option.getName(), Double.parseDouble(option.getValue())))
            .toList());
    AttackProvider provider = providers.get(part.getName());
    if (provider != null) {
      part.setModality(provider instanceof ImageAttackProvider ? IMAGE : TEXT);
      part.setKnowledge(knowledge(part, provider));
      part.setNorm(norm(part, provider));
    }
  }

  private static String knowledge(AttackPartFields part, AttackProvider provider) {
    Map<String, String> given = new HashMap<>();
    part.getOptions().forEach(option -> given.put(option.getName(), option.getValue()));
    try {
      AttackOptions options = AttackOptions.of(AttackProviders.options(provider), given);
      return spelled(provider.knowledge(options).name());
    } catch (IllegalArgumentException e) {
      return spelled(provider.description().knowledge().name());
    }
  }

  private static String norm(AttackPartFields part, AttackProvider provider) {
    return switch (provider.description().budget()) {
      case Ball.LARGEST_CHANGE ->
          part.getOptions().stream()
              .filter(option -> option.getName().equals(Ball.NORM.name()))
              .map(NamedValue::getValue)
              .findFirst()
              .orElse(Ball.NORM.standard());
      case Distance.LENGTH -> "l2";
      default -> null;
    };
  }

  private static String spelled(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
