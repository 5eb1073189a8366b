package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.model.Capability;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attack on words as a value.
 *
 * @param description what it is, and what can be set
 * @param need what a white box needs of its victim; empty for gradients by token
 * @param factory puts it together from its transformation, its constraints and its search
 */
record TextRecipe(
    AttackDescription description,
    Optional<Capability> need,
    Function<AttackOptions, TextAttack> factory)
    implements TextAttackProvider {

  TextRecipe(AttackDescription description, Function<AttackOptions, TextAttack> factory) {
    this(description, Optional.empty(), factory);
  }

  /** The same attack, which needs another capability of its victim than gradients by token. */
  TextRecipe needing(Capability other) {
    return new TextRecipe(description, Optional.of(other), factory);
  }

  @Override
  public ThreatModel threat(AttackOptions options) {
    return TextOptions.threat(
        need.map(other -> description.threat(options, other))
            .orElseGet(() -> TextAttackProvider.super.threat(options)),
        options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return factory.apply(options);
  }
}
