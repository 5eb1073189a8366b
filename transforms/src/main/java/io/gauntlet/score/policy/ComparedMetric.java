package io.gauntlet.score.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.gauntlet.score.stats.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a gate compares of two runs. */
public enum ComparedMetric {
  /** Share of the decisions that are right. */
  ACCURACY("accuracy", Metric.ACCURACY, Use.PRIMARY),
  /** Share of the abnormal studies that are called so. */
  SENSITIVITY("sensitivity", Metric.RECALL, Use.PRIMARY),
  /** Share of the normal studies that are called so. */
  SPECIFICITY("specificity", Metric.SPECIFICITY, Use.PRIMARY),
  /** Mean of sensitivity and specificity. */
  BALANCED_ACCURACY("balanced accuracy", Metric.BALANCED_ACCURACY, Use.PRIMARY),
  /** Area under the ROC curve. */
  AUROC("AUROC", Metric.AUROC, Use.PRIMARY),
  /** F1 of the abnormal class. */
  F1("F1", Metric.F1, Use.SECONDARY),
  /** F1 of the normal class. */
  NORMAL_F1("F1 of the negative class", Metric.NORMAL_F1, Use.SECONDARY),
  /** Unweighted mean of the F1 of both classes. */
  MACRO_F1("macro F1", Metric.MACRO_F1, Use.SECONDARY);

  private enum Use {
    /** Its drop has a bound that can be held against a margin. */
    PRIMARY,
    /** Its test by permutation knows no margin. */
    SECONDARY
  }

  private final String label;
  private final Metric metric;
  private final Use use;

  ComparedMetric(String label, Metric metric, Use use) {
    this.label = label;
    this.metric = metric;
    this.use = use;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The figure of a scorecard that it is. */
  public Metric metric() {
    return metric;
  }

  /** Whether a release can rest on it. */
  public boolean mayBePrimary() {
    return use == Use.PRIMARY;
  }

  /** For programs: lower case, words joined by underscores. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metric of a key; empty where there is none. */
  static Optional<ComparedMetric> named(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key().equals(key)).findFirst();
  }
}
