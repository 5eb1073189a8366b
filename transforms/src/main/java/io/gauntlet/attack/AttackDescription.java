package io.gauntlet.attack;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What an attack says of itself, for users and for the plan.
 *
 * @param name lower case, words joined by hyphens
 * @param knowledge what it needs to know of the victim
 * @param summary what it does, in a few words
 * @param budget what bounds it, in a few words
 * @param source where it is from: authors, year and section or algorithm
 * @param options what can be set
 */
public record AttackDescription(
    String name,
    Knowledge knowledge,
    String summary,
    String budget,
    String source,
    ImmutableList<AttackOption> options) {

  /** What an attack needs to know of its victim. */
  public enum Knowledge {
    /** Gradients, or another look inside: the vectors of its words, a head of its encoder. */
    WHITE_BOX,
    /** Logits, as often as it asks. */
    SCORES,
    /** The class alone, as often as it asks. */
    DECISIONS,
    /**
     * Nothing: the same change whoever the victim is. All others keep the best point that they saw,
     * the clean one included, and so never help their victim; what does not look cannot promise it.
     */
    NOTHING
  }

  /** The description of an attack with these options. */
  public static AttackDescription of(
      String name,
      Knowledge knowledge,
      String summary,
      String budget,
      String source,
      AttackOption... options) {
    return new AttackDescription(
        name, knowledge, summary, budget, source, ImmutableList.copyOf(List.of(options)));
  }
}
