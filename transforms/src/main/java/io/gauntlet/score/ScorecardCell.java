package io.gauntlet.score;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.score.calibration.Calibration;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.Spread;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How one victim fared under one attack.
 *
 * @param key what was counted
 * @param scoredAttack the attack as values
 * @param counts of its outcomes
 * @param figures that were measured
 * @param shared the modalities whose branch the victim shares with the generator, {@link
 *     Attacked#UNKNOWN} where nobody wrote it down; empty where there is no generator
 */
public record ScorecardCell(
    CellKey key,
    ScoredAttack scoredAttack,
    CellCounts counts,
    CellFigures figures,
    ImmutableSet<Attacked> shared)
    implements Serializable {

  public ScorecardCell {
    Objects.requireNonNull(key, "key");
  }

  /**
   * A cell of which only the counts are known: proportions with the intervals of {@link
   * Proportion#of}, F1 with that of {@link Proportion#f1}.
   */
  public static ScorecardCell counted(
      CellKey key, ScoredAttack attack, ConfusionMatrix confusion, long firstRight, long broken) {
    return counted(key, attack, CellCounts.of(confusion, firstRight, broken));
  }

  /** A cell of which only the counts are known. */
  public static ScorecardCell counted(CellKey key, ScoredAttack attack, CellCounts counts) {
    return new ScorecardCell(
        key,
        attack,
        counts,
        CellFigures.of(
            Proportion.metrics(counts.confusion(), counts.firstRight(), counts.broken())),
        ImmutableSet.of());
  }

  /** The same cell with the calibration of its victim. */
  public ScorecardCell with(Calibration measured) {
    return new ScorecardCell(key, scoredAttack, counts, figures.with(measured), shared);
  }

  /** The same cell of a victim that shares branches with the generator. */
  public ScorecardCell withShared(ImmutableSet<Attacked> branches) {
    return new ScorecardCell(key, scoredAttack, counts, figures, branches);
  }

  /** The same cell with more metrics, or others. */
  public ScorecardCell with(Map<Metric, Estimate> metrics) {
    return new ScorecardCell(key, scoredAttack, counts, figures.with(metrics), shared);
  }

  /** The same cell of these classes, without the metrics that are not defined for them. */
  public ScorecardCell with(ByClass classes) {
    return new ScorecardCell(key, scoredAttack, counts, figures.with(classes), shared);
  }

  /**
   * The mean over replicas, and their spread.
   *
   * @param replicas cells of one victim, attack and generator, at least one
   */
  public static ScorecardCell mean(List<ScorecardCell> replicas) {
    return new ScorecardCell(
        replicas.get(0).key().ofAllReplicas(),
        replicas.get(0).scoredAttack(),
        replicas.stream().map(ScorecardCell::counts).reduce(CellCounts::plus).orElseThrow(),
        CellFigures.mean(replicas.stream().map(ScorecardCell::figures).toList()),
        replicas.get(0).shared());
  }

  /** Each metric that could be had. */
  public ImmutableMap<Metric, Estimate> estimates() {
    return figures.estimates();
  }

  /** The spread of each metric between replicas; empty where there is one. */
  public ImmutableMap<Metric, Spread> spread() {
    return figures.spread();
  }

  /** The calibration of the victim's probabilities. */
  public Calibration calibration() {
    return figures.calibration();
  }

  /** The classes of the studies, and the figures of each where there are more than two. */
  public ByClass byClass() {
    return figures.byClass();
  }

  /** Share of the studies that are of the second class of two; NaN of more classes. */
  public double prevalence() {
    return byClass().isOfTwo() ? confusion().prevalence() : Double.NaN;
  }

  /** Accuracy of the best of the answers that never change. */
  public double constantAccuracy() {
    return byClass().isOfTwo()
        ? confusion().constantAccuracy()
        : (double) byClass().largest() / n();
  }

  /** F1 of the answer that is always the second class of two; NaN of more classes. */
  public double constantF1() {
    return byClass().isOfTwo() ? confusion().constantF1() : Double.NaN;
  }

  /** A metric with its interval; {@link Estimate#UNKNOWN} where it could not be had. */
  public Estimate estimate(Metric metric) {
    return figures.estimate(metric);
  }

  /** Why a metric could not be had; empty where it is there. */
  public Optional<Absence> absence(Metric metric) {
    return estimate(metric).isKnown() ? Optional.empty() : Optional.of(Absence.of(this, metric));
  }

  /**
   * What the attack really changed: of one on both modalities, the one of which it changed
   * something, where it left the other as it was in every study.
   */
  public Attacked changed() {
    if (scoredAttack.attacked() != Attacked.BOTH) {
      return scoredAttack.attacked();
    }
    boolean images = value(Metric.IMAGES_CHANGED) != 0;
    boolean captions = value(Metric.CAPTIONS_CHANGED) != 0;
    if (images && captions) {
      return Attacked.BOTH;
    }
    return images ? Attacked.IMAGE : captions ? Attacked.TEXT : Attacked.NOTHING;
  }

  /** A metric; NaN where it could not be had. */
  public double value(Metric metric) {
    return estimate(metric).value();
  }

  /** The classifier that is scored. */
  public String victim() {
    return key.victim();
  }

  /** Canonical attack. */
  public String attack() {
    return key.attack();
  }

  /** The victim that the images were made against; null when it is the scored one. */
  public String generator() {
    return key.generator();
  }

  /** Decisions under attack, of all replicas. */
  public ConfusionMatrix confusion() {
    return counts.confusion();
  }

  /** Decisions that were right before the attack. */
  public long firstRight() {
    return counts.firstRight();
  }

  /** Those of them that were wrong after. */
  public long broken() {
    return counts.broken();
  }

  /** Number of decisions: studies, once for each replica. */
  public long n() {
    return confusion().n();
  }

  /** Share of the decisions that are right. */
  public double accuracy() {
    return value(Metric.ACCURACY);
  }

  /** Recall of the abnormal class. */
  public double recall() {
    return value(Metric.RECALL);
  }

  /** F1 of the abnormal class, the figure in the paper's Tables 1 to 3. */
  public double f1() {
    return value(Metric.F1);
  }

  /** F1 of the normal class. */
  public double normalF1() {
    return value(Metric.NORMAL_F1);
  }

  /** Share of the studies first right that the attack broke; NaN when none was first right. */
  public double attackSuccessRate() {
    return value(Metric.ATTACK_SUCCESS_RATE);
  }

  /** Median times the victim was asked per study; NaN when unknown. */
  public double medianQueries() {
    return value(Metric.MEDIAN_QUERIES);
  }
}
