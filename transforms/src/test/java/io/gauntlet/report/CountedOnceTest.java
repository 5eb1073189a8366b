package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.Slices;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A study is one study, however many replicas of a victim were scored on it. */
class CountedOnceTest {
  private static final CellKey CLEAN = new CellKey("image", "none");

  private static ScorecardCell replica(long seed) {
    return ScorecardCell.counted(
        new CellKey("image", "none", null, seed),
        Attacks.scored("none"),
        new ConfusionMatrix(80, 2, 47, 2),
        127,
        0);
  }

  private static Scorecard threeSeeds(Slice... slices) {
    List<ScorecardCell> replicas =
        LongStream.rangeClosed(1, 3).mapToObj(CountedOnceTest::replica).toList();
    return new Scorecard(
        List.of(ScorecardCell.mean(replicas)),
        List.of(),
        replicas,
        BudgetCurves.NONE,
        List.of(),
        new Slices(List.of(slices), 20),
        List.of());
  }

  @Test
  void threeSeedsOf131StudiesAre131Studies() {
    Map<String, Long> sizes = RunSizes.of(Report.of(threeSeeds()));
    assertEquals(131, sizes.get("Studies"));
    assertEquals(3, sizes.get("Seeds"));
  }

  @Test
  void oneSeedIsNotCounted() {
    Scorecard one = new Scorecard(List.of(ScorecardCell.mean(List.of(replica(1)))), List.of());
    assertEquals(131, RunSizes.of(Report.of(one)).get("Studies"));
    assertEquals(null, RunSizes.of(Report.of(one)).get("Seeds"));
  }

  @Test
  void aSliceOfOneClassIsNamedForWhatItIs() {
    ReportTable table =
        SliceTable.of(
            threeSeeds(
                new Slice("normal", CLEAN, new ConfusionMatrix(0, 3, 30, 0), 33, 0, 3),
                new Slice("cardiomegaly", CLEAN, new ConfusionMatrix(20, 0, 0, 1), 20, 0, 3),
                new Slice("opacity", CLEAN, new ConfusionMatrix(10, 1, 1, 0), 11, 0, 3)));
    assertEquals(
        List.of(
            List.of("normal", "11", "specificity"),
            List.of("cardiomegaly", "7", "sensitivity"),
            List.of("opacity", "4", "accuracy")),
        table.rows().stream()
            .map(row -> row.stream().limit(3).map(TableCell::text).toList())
            .toList());
  }
}
