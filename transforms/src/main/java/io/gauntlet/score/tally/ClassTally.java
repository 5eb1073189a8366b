package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.Margin;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.classes.ClassFigures;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.RankTally;
import io.gauntlet.score.stats.Replicates;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * What the classes of a cell are counted in where there are more than two, each class against the
 * rest. Whole numbers, so that what is merged in any order is the same. Not thread-safe.
 */
final class ClassTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<Integer, OneClass> classes = new TreeMap<>();
  private long studies;

  /** One class against the rest; studies neither of the class nor called so are not counted. */
  private static final class OneClass implements Serializable {
    private static final long serialVersionUID = 1;

    private final DecisionCounts decisions = new DecisionCounts();
    private final RankTally ranks = new RankTally();
    private final TreeMap<Integer, Long> called = new TreeMap<>();

    void merge(OneClass other) {
      decisions.merge(other.decisions);
      ranks.merge(other.ranks);
      other.called.forEach((label, count) -> called.merge(label, count, Long::sum));
    }

    /** Of all studies, which are so many. */
    ConfusionMatrix confusion(long studies) {
      ConfusionMatrix some = decisions.confusion();
      return new ConfusionMatrix(
          some.truePositives(),
          some.falsePositives(),
          studies - some.truePositives() - some.falsePositives() - some.falseNegatives(),
          some.falseNegatives());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OneClass that
          && decisions.equals(that.decisions)
          && ranks.equals(that.ranks)
          && called.equals(that.called);
    }

    @Override
    public int hashCode() {
      return decisions.hashCode();
    }
  }

  private OneClass of(int label) {
    return classes.computeIfAbsent(label, any -> new OneClass());
  }

  /**
   * Counts one more decision.
   *
   * @param weights of its study
   * @param logits under attack, a class each
   */
  void add(byte[] weights, Decision decision, List<Float> logits) {
    studies++;
    of(decision.truth()).called.merge(decision.attacked(), 1L, Long::sum);
    of(decision.truth()).decisions.add(weights, decision.against(decision.truth()));
    if (!decision.isRight()) {
      of(decision.attacked()).decisions.add(weights, decision.against(decision.attacked()));
    }
    double[] logOdds = Margin.logOdds(logits);
    for (int label = 0; label < logOdds.length; label++) {
      of(label).ranks.add(label == decision.truth(), logOdds[label]);
    }
  }

  /** Adds what the other counted. */
  void merge(ClassTally other) {
    studies += other.studies;
    other.classes.forEach((label, tally) -> of(label).merge(tally));
  }

  /** Whether nothing was counted, as of two classes. */
  boolean isEmpty() {
    return studies == 0;
  }

  /** The mean of the F1 of the classes that there are. */
  Replicates macroF1() {
    return macro(DecisionCounts::f1At);
  }

  /** The mean of the recall of the classes that there are: the balanced accuracy. */
  Replicates macroRecall() {
    return macro(DecisionCounts::recallAt);
  }

  /** A resample without a figure of a class, which happens to lack it, goes by the others. */
  private Replicates macro(ToDoubleBiFunction<DecisionCounts, Integer> figure) {
    List<DecisionCounts> there =
        classes.values().stream()
            .map(each -> each.decisions)
            .filter(decisions -> decisions.confusion().abnormal() > 0)
            .toList();
    return Replicates.of(
        sample ->
            there.stream()
                .mapToDouble(decisions -> figure.applyAsDouble(decisions, sample))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN));
  }

  /** The mean of the area of each class that there is, without an interval. */
  Estimate macroAuroc() {
    return Estimate.of(
        classes.values().stream()
            .map(each -> each.ranks.auroc())
            .filter(Estimate::isKnown)
            .mapToDouble(Estimate::value)
            .average()
            .orElse(Double.NaN));
  }

  /** The figures of each class. */
  ByClass toFigures(ImmutableList<String> names) {
    ImmutableList.Builder<ClassFigures> figures = ImmutableList.builder();
    for (int label = 0; label < names.size(); label++) {
      OneClass tally = of(label);
      ImmutableMap.Builder<String, Long> called = ImmutableMap.builder();
      for (Map.Entry<Integer, Long> each : tally.called.entrySet()) {
        called.put(names.get(each.getKey()), each.getValue());
      }
      figures.add(
          ClassFigures.of(
              names.get(label),
              tally.confusion(studies),
              tally.ranks.auroc(),
              called.buildOrThrow()));
    }
    return new ByClass(names, figures.build());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassTally that
        && studies == that.studies
        && classes.equals(that.classes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(studies);
  }
}
