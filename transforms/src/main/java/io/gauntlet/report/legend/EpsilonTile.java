package io.gauntlet.report.legend;

import io.gauntlet.report.paper.AttackLabel;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredPart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An epsilon as a picture: middle grey beside a chequer of the darkest and the lightest grey that
 * an attack may make of it.
 *
 * @param epsilon the largest change of a pixel, in {@code (0, 1]}
 */
public record EpsilonTile(double epsilon) {
  private static final int LEVELS = 255;
  private static final int MIDDLE = 128;
  private static final int MOST = 6;

  /** The epsilons of the attacks on images of a run, the smallest first; at most six of them. */
  public static List<EpsilonTile> of(Scorecard scorecard) {
    TreeSet<Double> epsilons = new TreeSet<>();
    Stream.concat(scorecard.cells().stream(), scorecard.transfer().stream())
        .map(ScorecardCell::scoredAttack)
        .flatMap(attack -> attack.parts().stream())
        .filter(EpsilonTile::isOfPixels)
        .forEach(part -> part.number("epsilon").ifPresent(epsilons::add));
    epsilons.removeIf(epsilon -> !(epsilon > 0 && epsilon <= 1));
    return epsilons.stream().limit(MOST).map(EpsilonTile::new).toList();
  }

  /** Whether its epsilon bounds each pixel, and not the length of the whole change. */
  private static boolean isOfPixels(ScoredPart part) {
    return part.attacked() == Attacked.IMAGE && part.norm().equals("linf");
  }

  /** As it stands in an attack's name, and as a decimal. */
  public String label() {
    String decimal = BigDecimal.valueOf(epsilon).round(new MathContext(3)).toPlainString();
    return AttackLabel.levels(epsilon).map(levels -> levels + " = " + decimal).orElse(decimal);
  }

  /** In grey levels of 255, and in percent of the range. */
  public String levels() {
    return String.format(
        Locale.ROOT, "± %.1f of 255 grey levels, %.1f%%", LEVELS * epsilon, 100 * epsilon);
  }

  /** The darkest grey that becomes of the middle one, from 0 to 255. */
  public int dark() {
    return Math.max(0, (int) Math.round(MIDDLE - LEVELS * epsilon));
  }

  /** The lightest. */
  public int light() {
    return Math.min(LEVELS, (int) Math.round(MIDDLE + LEVELS * epsilon));
  }
}
