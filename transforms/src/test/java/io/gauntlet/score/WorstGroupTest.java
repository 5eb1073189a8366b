package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorstGroupTest {
  private static final CellKey CLEAN = new CellKey("late-fusion", "none");

  /**
   * By hand: of 40 studies each 38, 30 and 36 are right; a fourth attribute has one group alone.
   */
  @Test
  void theWorstOfEachAttribute() {
    List<WorstGroup> worst =
        WorstGroup.of(
            List.of(
                slice("site=a", 38, 40, 1),
                slice("site=b", 30, 40, 1),
                slice("site=c", 36, 40, 1),
                slice("sex=F", 35, 40, 1),
                slice("sex=M", 35, 50, 1),
                slice("scanner=x", 1, 40, 1),
                slice("opacity", 39, 40, 1),
                slice("nodule", 20, 40, 1)));
    assertEquals(
        List.of("nodule", "sex=M", "site=b"),
        worst.stream().map(group -> group.slice().term()).toList());
    assertEquals(
        List.of("mesh", "sex", "site"), worst.stream().map(WorstGroup::attribute).toList());
    WorstGroup site = worst.get(2);
    assertEquals(3, site.groups());
    assertEquals(Proportion.of(30, 40, 0.05 / 3), site.share());
    assertTrue(site.share().low() < Proportion.of(30, 40).low());
  }

  /** The same share of ten times as many studies is the less doubtful one. */
  @Test
  void ofEqualSharesTheLargerGroupIsNamed() {
    assertEquals(
        "sex=M",
        WorstGroup.of(List.of(slice("sex=F", 20, 25, 1), slice("sex=M", 200, 250, 1)))
            .get(0)
            .slice()
            .term());
  }

  /** Three seeds of 40 studies are 40 studies. */
  @Test
  void anIntervalCountsStudiesAndNotSeeds() {
    Slice seeded = slice("sex=F", 90, 120, 3);
    assertEquals(40, seeded.studies());
    Estimate ofStudies = Proportion.of(30, 40);
    assertEquals(new Estimate(0.75, ofStudies.low(), ofStudies.high()), seeded.accuracy());
  }

  /** Ten groups that are right alike: the worst one's own interval would miss the truth often. */
  @Test
  void theIntervalOfTheWorstHoldsThoughItIsChosen() {
    SplittableRandom random = new SplittableRandom(8);
    int held = 0;
    int heldAlone = 0;
    for (int night = 0; night < 2_000; night++) {
      List<Slice> groups =
          IntStream.range(0, 10)
              .mapToObj(group -> slice("site=" + group, draw(random), 60, 1))
              .toList();
      WorstGroup worst = WorstGroup.of(groups).get(0);
      held += worst.share().high() >= 0.8 ? 1 : 0;
      heldAlone += worst.slice().accuracy().high() >= 0.8 ? 1 : 0;
    }
    assertTrue(held > 0.95 * 2_000, held + " of 2000");
    assertTrue(heldAlone < 0.9 * 2_000, heldAlone + " of 2000 by its own interval");
  }

  private static int draw(SplittableRandom random) {
    int right = 0;
    for (int study = 0; study < 60; study++) {
      right += random.nextDouble() < 0.8 ? 1 : 0;
    }
    return right;
  }

  private static Slice slice(String term, int right, int decisions, int seeds) {
    return new Slice(
        term,
        CLEAN,
        new ConfusionMatrix(right / 2, 0, right - right / 2, decisions - right),
        right,
        0,
        seeds);
  }
}
