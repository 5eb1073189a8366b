package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;

/**
 * Pictures made against another victim: {@code transfer:from=late-fusion(pgd:epsilon=8/255)} knows
 * nothing of the one that is scored (Papernot et al. 2016).
 *
 * @param from the victim that the pictures are made against, by name
 * @param image the attack that makes them
 */
public record Transfer(String from, AttackPart image) implements AttackSpec {
  /** The option that names the other victim. */
  static final String FROM = "from";

  /** What it is, for users. */
  public static final AttackDescription DESCRIPTION =
      AttackDescription.of(
          "transfer",
          Knowledge.NOTHING,
          "pictures made against another victim: transfer:from=late-fusion(pgd)",
          "that of its attack",
          "Papernot et al. 2016",
          AttackOption.named(FROM, "", "the victim that the pictures are made against"));

  /** Checks that there is another victim. */
  public Transfer {
    if (from.isEmpty()) {
      throw new IllegalArgumentException(
          "write transfer:from=VICTIM(ATTACK), such as transfer:from=late-fusion(pgd)");
    }
  }

  @Override
  public boolean changesPictures() {
    return true;
  }

  @Override
  public boolean changesWords() {
    return false;
  }

  @Override
  public String toString() {
    return DESCRIPTION.name() + ":" + FROM + "=" + from + "(" + image + ")";
  }
}
