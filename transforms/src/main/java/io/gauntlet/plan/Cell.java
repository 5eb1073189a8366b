package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Attempt;
import java.util.Optional;

/**
 * One victim under one attack.
 *
 * @param victim the classifier that is scored, by name
 * @param attack the attack
 * @param generator the victim that the images were made against, when it is another one
 * @param attempts the attacked studies of which the victim's worst counts, study by study; the
 *     first of equals
 */
public record Cell(
    String victim, AttackSpec attack, Optional<String> generator, ImmutableList<Attempt> attempts) {

  @Override
  public String toString() {
    return victim
        + " under "
        + attack
        + generator.map(maker -> " made against " + maker).orElse("");
  }
}
