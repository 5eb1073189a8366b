package io.gauntlet.attack;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.Budget.Measure;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.model.Capability;

/**
 * What an attack says of itself, for users and for the plan.
 *
 * @param name lower case, words joined by hyphens
 * @param knowledge what it needs to know of the victim
 * @param summary what it does, in a few words
 * @param budget what bounds it, in a few words
 * @param source where it is from: authors, year and section or algorithm
 * @param options what can be set
 * @param revision from 1; raised when the attack, though asked for by the same text, may give other
 *     results than before, so that outcomes of two revisions are not taken for the same
 */
public record AttackDescription(
    String name,
    AttackerKnowledge knowledge,
    String summary,
    String budget,
    String source,
    ImmutableList<AttackOption> options,
    int revision) {

  /** What an attack needs to know of its victim. */
  public enum AttackerKnowledge {
    /** Gradients, or another look inside: the vectors of its words, a head of its encoder. */
    WHITE_BOX,
    /** Logits, as often as it asks. */
    SCORES,
    /** The class alone, as often as it asks. */
    DECISIONS,
    /**
     * Nothing: the same change for every victim. All other attacks keep the best point that they
     * saw, the clean one included, and so never help their victim; an attack without queries cannot
     * promise that.
     */
    NOTHING;

    /** What every victim that is asked so must give. */
    public ImmutableSet<Capability> needs() {
      return switch (this) {
        case WHITE_BOX, SCORES -> ImmutableSet.of(Capability.LOGITS);
        case DECISIONS, NOTHING -> ImmutableSet.of();
      };
    }
  }

  /** The description of the first revision of an attack, with these options. */
  public static AttackDescription of(
      String name,
      AttackerKnowledge knowledge,
      String summary,
      String budget,
      String source,
      AttackOption... options) {
    return new AttackDescription(
        name, knowledge, summary, budget, source, ImmutableList.copyOf(options), 1);
  }

  /** The same description with another option after the others. */
  public AttackDescription with(AttackOption option) {
    return new AttackDescription(
        name,
        knowledge,
        summary,
        budget,
        source,
        ImmutableList.<AttackOption>builder().addAll(options).add(option).build(),
        revision);
  }

  /** The description of another revision, at least 1. */
  public AttackDescription withRevision(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("the revision of an attack is at least 1, not " + number);
    }
    return new AttackDescription(name, knowledge, summary, budget, source, options, number);
  }

  /**
   * The threat model of the attack with its options set, as far as its description tells.
   *
   * @param gradients what a white box needs of its victim
   */
  public ThreatModel threat(AttackOptions set, Capability gradients) {
    return new ThreatModel(
        knowledge,
        knowledge == AttackerKnowledge.WHITE_BOX ? ImmutableSet.of(gradients) : ImmutableSet.of(),
        bound(set),
        Truth.HOLDS);
  }

  private Budget bound(AttackOptions set) {
    return options.stream()
        .filter(option -> option.bounds() != Measure.NONE)
        .findFirst()
        .map(option -> new Budget(norm(option, set), set.number(option.name())))
        .orElse(Budget.NONE);
  }

  private Measure norm(AttackOption bound, AttackOptions set) {
    return options.contains(AttackOption.NORM)
        ? Measure.valueOf(Ascii.toUpperCase(set.name(AttackOption.NORM.name())))
        : bound.bounds();
  }
}
