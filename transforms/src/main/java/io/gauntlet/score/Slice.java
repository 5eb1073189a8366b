package io.gauntlet.score;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;

/**
 * A cell of the scorecard over some of the studies alone.
 *
 * @param term what they have in common: a MeSH heading, or an attribute such as {@code sex=F}
 * @param key the cell
 * @param confusion decisions under attack
 * @param firstRight decisions that were right before the attack, in {@code [0, n]}
 * @param broken those of them that were wrong after, in {@code [0, firstRight]}
 * @param seeds of which the decisions are, each on every study; at least 1
 */
public record Slice(
    String term, CellKey key, ConfusionMatrix confusion, long firstRight, long broken, int seeds)
    implements Serializable {

  /** One seed where nobody wrote it down. */
  public Slice {
    seeds = Math.max(1, seeds);
  }

  /** What the share of the decisions that are right comes to. */
  public enum Shown {
    /** There are studies of both classes. */
    ACCURACY("accuracy"),
    /** All studies are abnormal. */
    SENSITIVITY("sensitivity"),
    /** All studies are normal. */
    SPECIFICITY("specificity");

    private final String label;

    Shown(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }

  /** What its accuracy is: of studies of one class it has another name. */
  public Shown shows() {
    if (confusion.normal() == 0) {
      return Shown.SENSITIVITY;
    }
    return confusion.abnormal() == 0 ? Shown.SPECIFICITY : Shown.ACCURACY;
  }

  /** Studies, never times the seeds. */
  public long studies() {
    return Math.round((double) confusion.n() / seeds);
  }

  /**
   * Share of the decisions that are right, with the interval of {@link Proportion#of} for as many
   * studies.
   */
  public Estimate accuracy() {
    return accuracy(Proportion.ERROR);
  }

  /**
   * The same with another interval.
   *
   * @param error probability that it does not hold the true share
   */
  public Estimate accuracy(double error) {
    return share(confusion.truePositives() + confusion.trueNegatives(), confusion.n(), error);
  }

  private Estimate share(long part, long whole, double error) {
    Estimate ofMeanSeed =
        Proportion.of(Math.round((double) part / seeds), Math.round((double) whole / seeds), error);
    return new Estimate((double) part / whole, ofMeanSeed.low(), ofMeanSeed.high());
  }

  /**
   * Share of the decisions first right that the attack broke, with the interval of {@link
   * Proportion#of} for as many studies.
   */
  public Estimate attackSuccessRate() {
    return share(broken, firstRight, Proportion.ERROR);
  }
}
