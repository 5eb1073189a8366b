package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Margin;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellCounts;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.Validity;
import io.gauntlet.score.calibration.BrierScore;
import io.gauntlet.score.calibration.Calibration;
import io.gauntlet.score.calibration.ClassLeads;
import io.gauntlet.score.calibration.SensitivityAtSpecificity;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Distribution;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.RankTally;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.stats.StudyWeights;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cell of the scorecard is counted in. Every part is a whole number, so that outcomes added
 * and tallies merged in any order make the same cell; memory does not grow with the studies. Not
 * thread-safe.
 */
public final class CellTally implements Serializable {
  private static final long serialVersionUID = 1;

  private static final double NINE_IN_TEN = 0.9;

  private CellFacts facts = CellFacts.UNKNOWN;
  private final DecisionCounts decisions = new DecisionCounts();
  private final ConfidenceTally confidence = new ConfidenceTally();

  /** Of more than two classes the right decisions against the wrong ones, by their confidence. */
  private final RankTally ranks = new RankTally();

  private final ClassTally classes = new ClassTally();
  private final Distribution queries = new Distribution();
  private final Distribution wordsChanged = new Distribution();
  private final Distribution linf = new Distribution();
  private final Distribution l2 = new Distribution();
  private long gradients;
  private long zeroGradients;
  private long nonFiniteGradients;
  private ChangeTally changes = ChangeTally.NONE;
  private final TreeMap<String, Long> invalid = new TreeMap<>();

  /**
   * Counts one more outcome of the cell.
   *
   * @param seed of the bootstrap
   */
  public void add(Outcome outcome, long seed) {
    if (facts.equals(CellFacts.UNKNOWN)) {
      facts = CellFacts.of(outcome);
    }
    requireClasses("study " + outcome.getUid(), outcome.getClassNames());
    Optional<String> fault = Validity.fault(outcome);
    if (fault.isPresent()) {
      invalid.merge(fault.get(), 1L, Long::sum);
      return;
    }
    byte[] weights = StudyWeights.of(outcome.getUid(), seed);
    Decision decision = Decision.of(outcome);
    List<Float> logits = outcome.getAdversarialLogits();
    decisions.add(weights, decision);
    if (decision.isOfTwo()) {
      ranks.add(decision.abnormal(), OutcomeLogits.lead(logits));
    } else {
      ranks.add(decision.isRight(), Margin.logOdds(logits, decision.attacked()));
      classes.add(weights, decision, logits);
    }
    confidence.add(weights, outcome);
    queries.add((double) outcome.getQueries());
    wordsChanged.add(outcome.getWordsChanged());
    linf.add(outcome.getLinf());
    l2.add(outcome.getL2());
    changes = changes.plus(ChangeTally.of(outcome, decision));
    gradients += outcome.getGradients();
    zeroGradients += outcome.getZeroGradients();
    nonFiniteGradients += outcome.getNonFiniteGradients();
  }

  private void requireClasses(String owner, List<String> names) {
    if (!facts.classNames().equals(names)) {
      ClassNames.requireSame(
          new ClassNames.Named("the cell", facts.classNames()),
          new ClassNames.Named(owner, names),
          "score outcomes of one cohort");
    }
  }

  /** Adds what the other counted. */
  public void merge(CellTally other) {
    if (facts.equals(CellFacts.UNKNOWN)) {
      facts = other.facts;
    } else if (!other.facts.equals(CellFacts.UNKNOWN)) {
      requireClasses("another part of the cell", other.facts.classNames());
    }
    decisions.merge(other.decisions);
    confidence.merge(other.confidence);
    ranks.merge(other.ranks);
    classes.merge(other.classes);
    queries.merge(other.queries);
    wordsChanged.merge(other.wordsChanged);
    linf.merge(other.linf);
    l2.merge(other.l2);
    gradients += other.gradients;
    zeroGradients += other.zeroGradients;
    nonFiniteGradients += other.nonFiniteGradients;
    changes = changes.plus(other.changes);
    other.invalid.forEach((reason, outcomes) -> invalid.merge(reason, outcomes, Long::sum));
  }

  /** The attack, which all outcomes of a cell have in common. */
  ScoredAttack attack() {
    return facts.attack();
  }

  /** Decisions, over the studies as they are and over each resample. */
  public DecisionCounts decisions() {
    return decisions;
  }

  /** Decisions on abnormal studies. */
  public long abnormal() {
    return decisions.confusion().abnormal();
  }

  /** Decisions on normal studies. */
  public long normal() {
    return decisions.confusion().normal();
  }

  /** Gradients by pixel that the attack took. */
  public long gradients() {
    return gradients;
  }

  /** Those of them that were zero at every pixel. */
  public long zeroGradients() {
    return zeroGradients;
  }

  /** Those of them with a value that is not finite. */
  public long nonFiniteGradients() {
    return nonFiniteGradients;
  }

  /** Studies that the attack changed. */
  public ChangeTally changes() {
    return changes;
  }

  /** F1 of the abnormal class of two; of more classes the mean of theirs. */
  Replicates f1() {
    return classes.isEmpty() ? decisions.f1() : classes.macroF1();
  }

  /** The cell that the outcomes make. */
  public ScorecardCell toCell(CellKey key) {
    CellCounts counts =
        CellCounts.of(decisions.confusion(), decisions.firstRight(), decisions.broken())
            .withInvalid(invalid);
    ScorecardCell cell =
        ScorecardCell.counted(key, facts.attack(), counts).withShared(facts.shared());
    ScorecardCell ofClasses =
        facts.classNames().size() == 2
            ? cell.with(ByClass.ofTwo(facts.classNames())).with(ofTwo())
            : cell.with(classes.toFigures(facts.classNames())).with(ofMore());
    return calibrated(ofClasses.with(ofAny()));
  }

  private ScorecardCell calibrated(ScorecardCell cell) {
    ClassLeads leads = leads();
    if (!facts.attack().isNone()) {
      return cell;
    }
    if (classes.isEmpty()) {
      return leads.hasBoth() ? cell.with(Calibration.of(facts.point(), leads)) : cell;
    }
    return cell.with(Calibration.ofTopLabel(leads));
  }

  private ClassLeads leads() {
    return new ClassLeads(
        ImmutableSortedMap.copyOfSorted(ranks.abnormal()),
        ImmutableSortedMap.copyOfSorted(ranks.normal()));
  }

  /** Whether there are right decisions and wrong ones, few enough for a bootstrap. */
  private boolean isResampled() {
    ConfusionMatrix confusion = decisions.confusion();
    long wrong = confusion.falsePositives() + confusion.falseNegatives();
    return wrong > 0 && wrong < confusion.n() && confusion.n() < StudyWeights.ASYMPTOTIC;
  }

  private ImmutableMap<Metric, Estimate> ofTwo() {
    ConfusionMatrix confusion = decisions.confusion();
    ImmutableMap.Builder<Metric, Estimate> figures = ImmutableMap.builder();
    if (isResampled() && confusion.abnormal() > 0 && confusion.normal() > 0) {
      // Without an error, or a hit, every resample is alike, so the interval of the counts stays.
      figures.put(Metric.MACRO_F1, decisions.macroF1().estimate());
    }
    ClassLeads leads = leads();
    return figures
        .put(Metric.AUROC, ranks.auroc())
        .put(Metric.SENSITIVITY_AT_90_SPECIFICITY, SensitivityAtSpecificity.of(leads, NINE_IN_TEN))
        .put(Metric.BRIER_SCORE, BrierScore.of(leads))
        .buildOrThrow();
  }

  private ImmutableMap<Metric, Estimate> ofMore() {
    return ImmutableMap.of(
        Metric.MACRO_F1, resampled(classes.macroF1()),
        Metric.BALANCED_ACCURACY, resampled(classes.macroRecall()),
        Metric.AUROC, classes.macroAuroc());
  }

  private Estimate resampled(Replicates figure) {
    return isResampled() ? figure.estimate() : Estimate.of(figure.value());
  }

  private ImmutableMap<Metric, Estimate> ofAny() {
    long n = decisions.confusion().n();
    ImmutableMap.Builder<Metric, Estimate> figures = ImmutableMap.builder();
    if (facts.attack().attacked().hasImages()) {
      figures.put(Metric.IMAGES_CHANGED, Proportion.of(changes.images(), n));
    }
    if (facts.attack().attacked().hasWords()) {
      figures.put(Metric.CAPTIONS_CHANGED, Proportion.of(changes.captions(), n));
    }
    if (facts.attack().isWithoutModality()) {
      figures.put(Metric.DECISIONS_KEPT, Proportion.of(changes.kept(), n));
      figures.put(Metric.CONFIDENCE_CHANGE, confidence.meanChange());
    }
    return figures
        .put(Metric.MEAN_CONFIDENCE, confidence.mean())
        .put(Metric.MEDIAN_QUERIES, queries.median())
        .put(Metric.MEDIAN_WORDS_CHANGED, wordsChanged.median())
        .put(Metric.MEDIAN_LINF, linf.median())
        .put(Metric.MEDIAN_L2, l2.median())
        .buildOrThrow();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellTally that
        && decisions.equals(that.decisions)
        && confidence.equals(that.confidence)
        && ranks.equals(that.ranks)
        && classes.equals(that.classes)
        && queries.equals(that.queries)
        && wordsChanged.equals(that.wordsChanged)
        && linf.equals(that.linf)
        && l2.equals(that.l2)
        && gradients == that.gradients
        && zeroGradients == that.zeroGradients
        && nonFiniteGradients == that.nonFiniteGradients
        && changes.equals(that.changes)
        && invalid.equals(that.invalid);
  }

  @Override
  public int hashCode() {
    return decisions.hashCode();
  }
}
