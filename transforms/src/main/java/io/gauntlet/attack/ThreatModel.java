package io.gauntlet.attack;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.model.Capability;
import java.io.Serializable;

/**
 * What an attack with its options set knows of its victim, needs of it, and may do to a study: its
 * threat model (Carlini et al. 2019, On evaluating adversarial robustness, section 2.2).
 *
 * @param knowledge what the attack knows of its victim
 * @param needs what a victim must be able to do; what the knowledge needs is among it, said or not
 * @param budget how far the attacked study may be from the clean one
 * @param truth whether the true class of a study still holds after the attack
 */
public record ThreatModel(
    AttackerKnowledge knowledge, ImmutableSet<Capability> needs, Budget budget, Truth truth)
    implements Serializable {

  /** Adds what the knowledge needs. */
  public ThreatModel {
    needs = ImmutableSet.copyOf(Sets.union(knowledge.needs(), needs));
  }

  /** The same with another effect on the true class. */
  public ThreatModel with(Truth other) {
    return new ThreatModel(knowledge, needs, budget, other);
  }

  /** Whether the true class of a study still holds after an attack. */
  public enum Truth {
    /** The attack is meant to leave the true class as it is. */
    HOLDS,
    /** The attack may remove or add what the true class rests on, such as a negation. */
    MAY_CHANGE,
    /**
     * The attack takes a whole modality away, or what it shows of it: no adversary's change, but a
     * control of what a victim does without. What is left may not tell the true class.
     */
    WITHHELD,
    /** The same, with another study's content in its place: see {@link TextTarget#others}. */
    EXCHANGED;

    /** Whether a whole modality is missing, or is another study's. */
    public boolean isWithoutModality() {
      return this == WITHHELD || this == EXCHANGED;
    }
  }
}
