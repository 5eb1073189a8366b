package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.model.Capability;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attack on words as a value.
 *
 * @param description what it is, and what can be set
 * @param need what a white box needs of its victim; empty for gradients by token
 * @param truth whether the class still holds, whatever the options; what they say of it comes on
 *     top
 * @param factory puts it together from its transformation, its constraints and its search
 */
record TextRecipe(
    AttackDescription description,
    Optional<Capability> need,
    Truth truth,
    Function<AttackOptions, TextAttack> factory)
    implements TextAttackProvider {

  TextRecipe(AttackDescription description, Function<AttackOptions, TextAttack> factory) {
    this(description, Optional.empty(), Truth.HOLDS, factory);
  }

  /** Another revision of the same attack. */
  TextRecipe withRevision(int number) {
    return new TextRecipe(description.withRevision(number), need, truth, factory);
  }

  /** The same attack, which needs another capability of its victim than gradients by token. */
  TextRecipe needing(Capability other) {
    return new TextRecipe(description, Optional.of(other), truth, factory);
  }

  /**
   * The same attack, which may change what is true of a study: it takes words out, or puts words in
   * that nothing holds to the meaning of those before.
   */
  TextRecipe changingMeaning() {
    return new TextRecipe(description, need, Truth.MAY_CHANGE, factory);
  }

  /** The same attack, which leaves nothing of a report, or another study's in its place. */
  TextRecipe withoutReport(Truth missing) {
    return new TextRecipe(description, need, missing, factory);
  }

  @Override
  public ThreatModel threat(AttackOptions options) {
    ThreatModel declared =
        need.map(other -> description.threat(options, other))
            .orElseGet(() -> TextAttackProvider.super.threat(options));
    return TextOptions.threat(declared.with(truth), options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return factory.apply(options);
  }
}
