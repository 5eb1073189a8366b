package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do where one of the victims that were attacked on images and on words keeps more at worst
 * than the others, beyond chance, and is no worse when clean: take that one. It is there already.
 */
final class ChooseVictim implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    List<Worst> fused =
        Worst.of(scorecard).stream()
            .filter(worst -> worst.cell(Attacked.NOTHING).isPresent())
            .filter(worst -> worst.cell(Attacked.IMAGE).isPresent())
            .filter(worst -> worst.cell(Attacked.TEXT).isPresent())
            .toList();
    Optional<Worst> best = fused.stream().max(comparingDouble(ChooseVictim::left));
    Optional<Worst> frailest = fused.stream().min(comparingDouble(ChooseVictim::left));
    return best.filter(chosen -> isBetter(chosen, frailest.orElseThrow())).stream()
        .map(chosen -> said(chosen, frailest.orElseThrow()));
  }

  private static double left(Worst worst) {
    return attacked(worst).accuracy();
  }

  private static ScorecardCell attacked(Worst worst) {
    return worst.attacked().orElseThrow();
  }

  private static boolean isBetter(Worst chosen, Worst other) {
    Estimate least = attacked(chosen).estimate(Metric.ACCURACY);
    Estimate most = attacked(other).estimate(Metric.ACCURACY);
    return least.low() > most.high() && clean(chosen).high() >= clean(other).value();
  }

  private static Estimate clean(Worst worst) {
    return worst.accuracy(Attacked.NOTHING).orElseThrow();
  }

  private static String said(Worst chosen, Worst other) {
    return "Take %s rather than %s: at worst it is right in %s of the studies (%s), the other in %s (%s); clean in %s and %s."
        .formatted(
            chosen.victim(),
            other.victim(),
            Figures.share(left(chosen)),
            PaperGrid.label(attacked(chosen).scoredAttack()),
            Figures.share(left(other)),
            PaperGrid.label(attacked(other).scoredAttack()),
            Figures.share(clean(chosen).value()),
            Figures.share(clean(other).value()));
  }
}
