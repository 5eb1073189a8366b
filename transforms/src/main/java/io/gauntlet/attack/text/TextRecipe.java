package io.gauntlet.attack.text;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.model.Capability;
import java.util.Optional;
import java.util.Set;
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
    ThreatModel declared = TextAttackProvider.super.threat(options);
    AttackerKnowledge knowledge = TextOptions.knowledge(declared.knowledge(), options);
    Set<Capability> inside = need.map(Set::of).orElse(declared.needs());
    return new ThreatModel(
        knowledge,
        ImmutableSet.copyOf(Sets.union(knowledge.needs(), inside)),
        declared.budget(),
        TextOptions.truth(options));
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return factory.apply(options);
  }
}
