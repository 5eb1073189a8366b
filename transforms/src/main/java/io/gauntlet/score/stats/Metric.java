package io.gauntlet.score.stats;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;

/** What is measured of a cell. */
public enum Metric {
  /** Share of the decisions that are right. */
  ACCURACY("Accuracy", Unit.FRACTION),
  /** Share of the studies called abnormal that are. */
  PRECISION("Precision", Unit.FRACTION),
  /** Share of the abnormal studies that are called so: the sensitivity. */
  RECALL("Sensitivity", Unit.FRACTION),
  /** Share of the normal studies that are called so. */
  SPECIFICITY("Specificity", Unit.FRACTION),
  /** Mean of sensitivity and specificity, which prevalence does not move. */
  BALANCED_ACCURACY("Balanced accuracy", Unit.FRACTION),
  /** F1 of the abnormal class, the figure in the paper's Tables 1 to 3. */
  F1("F1", Unit.FRACTION),
  /** F1 of the normal class. */
  NORMAL_F1("F1 of the negative class", Unit.FRACTION),
  /** Unweighted mean of the F1 of the classes that there are. */
  MACRO_F1("Macro F1", Unit.FRACTION),
  /** Area under the curve of recall against false alarms; a tie counts half. */
  AUROC("AUROC", Unit.FRACTION),
  /** Sensitivity where the threshold leaves nine in ten normal studies in peace. */
  SENSITIVITY_AT_90_SPECIFICITY("Sensitivity at 90% specificity", Unit.FRACTION),
  /** Mean squared distance of the probability of ABNORMAL from the truth. */
  BRIER_SCORE("Brier score", Unit.SCORE),
  /** Share of the studies right before the attack that it broke. */
  ATTACK_SUCCESS_RATE("Attack success", Unit.FRACTION),
  /** Mean probability of the class that was decided on. */
  MEAN_CONFIDENCE("Mean confidence", Unit.FRACTION),
  /** Median times that the victim was asked per study. */
  MEDIAN_QUERIES("Median queries", Unit.COUNT),
  /** Median words replaced or removed per study. */
  MEDIAN_WORDS_CHANGED("Median words changed", Unit.COUNT),
  /** Share of the studies whose images the attack changed. */
  IMAGES_CHANGED("Images changed", Unit.FRACTION),
  /** Share of the studies whose caption the attack changed. */
  CAPTIONS_CHANGED("Captions changed", Unit.FRACTION),
  /** Share of the studies decided as before; of controls that take a modality away alone. */
  DECISIONS_KEPT("Decisions kept", Unit.FRACTION),
  /**
   * Mean of what an attack changes of the probability of the class that is decided on; of controls
   * that take a modality away alone.
   */
  CONFIDENCE_CHANGE("Confidence change", Unit.CHANGE),
  /** Median largest change of a pixel. */
  MEDIAN_LINF("Median L∞", Unit.DISTANCE),
  /** Median Euclidean norm of the change of both views. */
  MEDIAN_L2("Median L2", Unit.DISTANCE);

  /** What a metric's values are. */
  public enum Unit {
    /** In {@code [0, 1]}. */
    FRACTION,
    /** In {@code [0, 1]}, and no share of anything. */
    SCORE,
    /** The difference of two fractions, in {@code [-1, 1]}. */
    CHANGE,
    /** How many, at least 0. */
    COUNT,
    /** In units of a pixel's range, at least 0. */
    DISTANCE
  }

  private static final ImmutableSet<Metric> OF_CONTROLS =
      Sets.immutableEnumSet(DECISIONS_KEPT, CONFIDENCE_CHANGE);

  private final String label;
  private final Unit unit;

  Metric(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** Whether there is something to say of it only where a modality was missing, or another's. */
  public boolean isOfControls() {
    return OF_CONTROLS.contains(this);
  }

  /** What its values are. */
  public Unit unit() {
    return unit;
  }

  /** For programs: lower case, words joined by underscores. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
