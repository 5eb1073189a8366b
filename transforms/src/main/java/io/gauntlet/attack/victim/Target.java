package io.gauntlet.attack.victim;

import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.data.KnownNames;
import java.util.List;
import java.util.OptionalInt;

/**
 * The class that a targeted attack wants its victim to decide for. Studies that are of the class
 * already are left as they are.
 */
public final class Target {
  /** The option of every attack that asks its victim. */
  public static final AttackOption OPTION =
      AttackOption.optional(
          "target",
          "class to be decided for, by its name or its place from 0; any wrong one unless given");

  private Target() {}

  /**
   * The place of the class that options name; empty where they name none.
   *
   * @param classes of the studies
   * @throws IllegalArgumentException when there is no such class
   */
  public static OptionalInt of(AttackOptions options, List<String> classes) {
    String text = options.values().getOrDefault(OPTION.name(), "");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int named = classes.indexOf(text);
    if (named >= 0) {
      return OptionalInt.of(named);
    }
    if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) < classes.size()) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "target=%s is no class%s".formatted(text, KnownNames.instead(text, classes)));
  }
}
