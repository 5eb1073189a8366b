package io.gauntlet.attack.image.kit;

import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** When a study leaves an iterative attack. */
public enum Until {
  /** After the last step: its loss is driven on. */
  END {
    @Override
    IntPredicate leaving(BestPointSearch search) {
      return image -> false;
    }
  },

  /** Once it is fooled, or the last step is taken. */
  FOOLED {
    @Override
    IntPredicate leaving(BestPointSearch search) {
      return search::isDone;
    }
  };

  private static final String NAME = "until";

  /** Which images of a search leave before the next step. */
  abstract IntPredicate leaving(BestPointSearch search);

  /** The option that asks for it, with this as its standard value. */
  public AttackOption asStandard() {
    List<String> names = this == END ? List.of("end", "fooled") : List.of("fooled", "end");
    return AttackOption.choice(NAME, names, "when a study leaves the batch");
  }

  /** What an attack's options ask for. */
  public static Until of(AttackOptions options) {
    return valueOf(options.name(NAME).toUpperCase(Locale.ROOT));
  }
}
