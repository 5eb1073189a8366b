package io.gauntlet.report.gallery;

import java.util.List;
import java.util.Locale;

/**
 * What a victim said of a study.
 *
 * @param abnormal its decision
 * @param confidence probability that it gave it, in {@code [0.5, 1]}
 * @param right whether the label is the same
 */
public record Decision(boolean abnormal, double confidence, boolean right) {
  static Decision of(List<Float> logits, boolean labelAbnormal) {
    double margin = logits.get(1) - logits.get(0);
    boolean abnormal = margin > 0;
    return new Decision(abnormal, 1 / (1 + Math.exp(-Math.abs(margin))), abnormal == labelAbnormal);
  }

  /** Decision and confidence for people. */
  public String text() {
    return String.format(
        Locale.ROOT, "%s, %.1f%%", abnormal ? "abnormal" : "normal", 100 * confidence);
  }
}
