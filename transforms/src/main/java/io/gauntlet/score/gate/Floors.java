package io.gauntlet.score.gate;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The figures that a candidate must reach, whatever the baseline has.
 *
 * @param floors of the policy
 */
record Floors(List<GatePolicy.Floor> floors) {

  /** A sentence for each floor that no cell of the candidate is about. */
  List<String> withoutCell(SortedMap<PairKey, PairTally> cells) {
    return floors.stream()
        .filter(floor -> meant(floor, cells).isEmpty())
        .map(floor -> "the floor for " + floor + " is missed: the candidate has no such cell")
        .toList();
  }

  /** The cells of the candidate that are below a floor. */
  List<CellVerdict> missed(SortedMap<PairKey, PairTally> cells) {
    List<CellVerdict> verdicts = new ArrayList<>();
    for (GatePolicy.Floor floor : floors) {
      for (PairKey key : meant(floor, cells)) {
        ConfusionMatrix decisions = cells.get(key).wholeCandidate();
        double found = figure(floor.metric(), decisions);
        if (!(found >= floor.least())) {
          verdicts.add(
              CellVerdict.builder()
                  .key(key.cell())
                  .slice(key.slice())
                  .metric(floor.metric())
                  .studies(decisions.n())
                  .candidate(found)
                  .passed(false)
                  .reason(
                      Double.isNaN(found)
                          ? "%s of %s cannot be computed, for the candidate has no %s study"
                              .formatted(
                                  floor.metric().key(),
                                  key,
                                  floor.metric() == Metric.NORMAL_F1 ? "normal" : "abnormal")
                          : "%s of %s is %s, below its floor of %s"
                              .formatted(
                                  floor.metric().key(),
                                  key,
                                  Gate.points(found),
                                  Gate.points(floor.least())))
                  .build());
        }
      }
    }
    return verdicts;
  }

  private static List<PairKey> meant(GatePolicy.Floor floor, SortedMap<PairKey, PairTally> cells) {
    return cells.keySet().stream()
        .filter(key -> floor.isAbout(key) && cells.get(key).hasCandidate())
        .toList();
  }

  private static double figure(Metric metric, ConfusionMatrix decisions) {
    return switch (metric) {
      case ACCURACY -> decisions.accuracy();
      case F1 -> decisions.f1();
      case NORMAL_F1 -> decisions.normalF1();
      case MACRO_F1 -> decisions.macroF1();
      default -> throw new IllegalArgumentException(metric.key() + " is not compared");
    };
  }
}
