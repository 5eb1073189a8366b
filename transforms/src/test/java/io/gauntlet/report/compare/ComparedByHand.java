package io.gauntlet.report.compare;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.ComparedVictims.Family;
import io.gauntlet.score.compare.PairedDifference;
import io.gauntlet.score.compare.PairedDifference.NoDifference;
import io.gauntlet.score.compare.RankedVictim;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;

/** A comparison of three victims made by hand. */
public final class ComparedByHand {
  private ComparedByHand() {}

  /** Clean, and under an attack with which one victim cannot be held against the other. */
  public static VictimComparison comparison() {
    return new VictimComparison(
        ComparedMetric.ACCURACY,
        Family.ATTACK,
        0.05,
        ImmutableList.of(
            new AttackRanking(
                "none",
                3,
                ImmutableList.of(
                    victim("late-fusion", 1, 0.95, "a"),
                    victim("<b>ours</b>", 1, 0.93, "ab"),
                    victim("image", 1, 0.86, "b")),
                ImmutableList.of(
                    difference("late-fusion", "<b>ours</b>", 0.02, 0.3),
                    difference("late-fusion", "image", 0.09, 0.01),
                    difference("<b>ours</b>", "image", 0.07, 0.2))),
            new AttackRanking(
                "pgd:epsilon=0.03:steps=10+half-sentence-deletion:fraction=0.5",
                0,
                ImmutableList.of(
                    victim("late-fusion", 3, 0.4, "a"), victim("<b>ours</b>", 1, 0.3, "a")),
                ImmutableList.of(
                    PairedDifference.builder()
                        .first("late-fusion")
                        .second("<b>ours</b>")
                        .leftOut(2)
                        .absence(NoDifference.SEEDS_TOO_FEW)
                        .build()))),
        ImmutableList.of());
  }

  private static RankedVictim victim(String name, int seeds, double figure, String letters) {
    return new RankedVictim(
        name, seeds, new Estimate(figure, figure - 0.05, figure + 0.04), letters);
  }

  private static PairedDifference difference(String first, String second, double value, double p) {
    return PairedDifference.builder()
        .first(first)
        .second(second)
        .studies(120)
        .patients(100)
        .difference(new Estimate(value, value - 0.03, value + 0.03))
        .p(p / 3)
        .correctedP(p)
        .build();
  }
}
