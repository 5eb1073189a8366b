package io.gauntlet.score.tally;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Slice;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.io.Serializable;
import java.util.List;

/**
 * What a slice is counted in; the same whatever the order in which tallies are merged.
 *
 * @param confusion decisions under attack
 * @param firstRight decisions that were right before the attack
 * @param broken those of them that were wrong after
 */
public record SliceTally(ConfusionMatrix confusion, long firstRight, long broken)
    implements Serializable {

  /** The tally of one outcome. */
  public static SliceTally of(Outcome outcome) {
    Decision decision = Decision.of(outcome);
    return new SliceTally(
        ConfusionMatrix.EMPTY.observe(decision.abnormal(), decision.attackedAbnormal()),
        decision.wasRight() ? 1 : 0,
        decision.wasRight() && !decision.isRight() ? 1 : 0);
  }

  /** The outcomes of both. */
  public SliceTally plus(SliceTally other) {
    return new SliceTally(
        confusion.plus(other.confusion), firstRight + other.firstRight, broken + other.broken);
  }

  /** The slice that the outcomes make. */
  public Slice toSlice(String term, CellKey key) {
    return new Slice(term, key, confusion, firstRight, broken);
  }

  /**
   * The slices that an outcome belongs to: the headings of its MeSH terms, each once, without the
   * qualifiers after the slash, such as {@code cardiomegaly} of {@code cardiomegaly/mild}.
   */
  public static List<String> headings(Outcome outcome) {
    return Studies.meshTerms(outcome.getAttributes()).stream()
        .map(term -> term.split("/", 2)[0].strip())
        .filter(heading -> !heading.isEmpty())
        .distinct()
        .toList();
  }
}
