package io.gauntlet.score.curve;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.List;

/**
 * How accuracy falls as attacks may change more, sorted.
 *
 * @param swept of every sweep of an attack's budget
 * @param radii of every study's smallest change, whichever attack found it
 */
public record BudgetCurves(List<RobustnessCurve> swept, List<RadiusCurve> radii)
    implements Serializable {
  /** No curve. */
  public static final BudgetCurves NONE = new BudgetCurves(List.of(), List.of());

  /** Sorts them by victim. */
  public BudgetCurves {
    swept =
        swept.stream()
            .sorted(
                comparing(RobustnessCurve::victim)
                    .thenComparing(RobustnessCurve::budget)
                    .thenComparing(RobustnessCurve::family))
            .toList();
    radii =
        radii.stream()
            .sorted(comparing(RadiusCurve::victim).thenComparing(RadiusCurve::measure))
            .toList();
  }
}
