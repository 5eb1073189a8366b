package io.gauntlet.score.policy;

import io.gauntlet.score.CellKey;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A comparison that a release rests on, named before the candidate is seen.
 *
 * @param victim such as {@code late-fusion}, a star standing for anything; null for the deployed
 *     one
 * @param attack such as {@code none}, a star standing for anything; {@value #SUITE} for the
 *     policy's suite, of which each study's worst member counts
 * @param slice of the studies, a MeSH heading or an attribute such as {@code sex=F}, or a {@link
 *     ClassView} of all of them; null for all
 * @param metric one that may be primary
 * @param margin largest drop that one could accept, in (0, 1)
 */
public record Primary(
    @Nullable String victim,
    String attack,
    @Nullable String slice,
    ComparedMetric metric,
    double margin)
    implements Serializable {
  /** Stands for the policy's suite where the name of an attack stands. */
  public static final String SUITE = "suite";

  /** One of the deployed victim, over all studies. */
  public static Primary of(String attack, ComparedMetric metric, double margin) {
    return new Primary(null, attack, null, metric, margin);
  }

  /** The same of a victim. */
  public Primary withVictim(String name) {
    return new Primary(name, attack, slice, metric, margin);
  }

  /** The same over the studies of a slice, or in the view of a class. */
  Primary withSlice(String term) {
    return new Primary(victim, attack, term, metric, margin);
  }

  /** Whether a cell is that of a policy's suite. */
  public static boolean isSuite(CellKey cell) {
    return cell.attack().equals(SUITE);
  }

  /** Whether it is about the suite. */
  public boolean isOfSuite() {
    return attack.equals(SUITE);
  }
}
