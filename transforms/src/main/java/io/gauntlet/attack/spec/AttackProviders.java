package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.victim.OneView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The attacks on the class path. */
public final class AttackProviders {
  private AttackProviders() {}

  /** All of them: those on pixels, then those on words, each sorted by name. */
  public static List<AttackProvider> all() {
    List<AttackProvider> all = new ArrayList<>(sorted(ImageAttackProvider.class));
    all.addAll(sorted(TextAttackProvider.class));
    return all;
  }

  private static <T extends AttackProvider> List<T> sorted(Class<T> type) {
    List<T> providers = new ArrayList<>();
    ServiceLoader.load(type).forEach(providers::add);
    providers.sort(Comparator.comparing(provider -> provider.description().name()));
    return providers;
  }

  /** What is made of other attacks, written around them in parentheses. */
  public static List<AttackDescription> forms() {
    return List.of(Alternating.DESCRIPTION, Transfer.DESCRIPTION, WorstOf.DESCRIPTION);
  }

  /** The attack of a name. */
  public static Optional<AttackProvider> find(String name) {
    return all().stream()
        .filter(provider -> provider.description().name().equals(name))
        .findFirst();
  }

  /** What an attack says of itself. */
  public static AttackDescription description(AttackPart part) {
    return find(part.name()).orElseThrow().description();
  }

  /** What can be set: the options that an attack declares, and those of all attacks like it. */
  public static List<AttackOption> options(AttackProvider provider) {
    List<AttackOption> options = new ArrayList<>(provider.description().options());
    if (provider instanceof ImageAttackProvider) {
      options.add(OneView.OPTION);
    }
    return options;
  }

  /**
   * Makes an attack on pixels.
   *
   * @throws IllegalArgumentException when there is none of its name, or an option is out of range
   */
  public static ImageAttack image(AttackPart part) {
    if (find(part.name()).orElse(null) instanceof ImageAttackProvider provider) {
      return OneView.limit(provider.create(part.options()), part.options());
    }
    throw new IllegalArgumentException("no attack on pixels is named '" + part.name() + "'");
  }

  /**
   * Makes an attack on words.
   *
   * @throws IllegalArgumentException when there is none of its name, or an option is out of range
   */
  public static TextAttack text(AttackPart part) {
    if (find(part.name()).orElse(null) instanceof TextAttackProvider provider) {
      return provider.create(part.options());
    }
    throw new IllegalArgumentException("no attack on words is named '" + part.name() + "'");
  }
}
