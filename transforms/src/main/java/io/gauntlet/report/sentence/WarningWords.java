package io.gauntlet.report.sentence;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.classes.ByClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Warnings in words: what was seen, what it means, and what to do. */
public final class WarningWords {
  private WarningWords() {}

  /**
   * A warning in a sentence or two.
   *
   * @param classes of the studies
   */
  public static String of(FalseSecurityWarning warning, ByClass classes) {
    return switch (warning.sign()) {
      case MISSING_CLASS -> missingClass(warning, classes);
      case INVALID_OUTCOMES -> invalidOutcomes(warning);
      case ZERO_GRADIENTS ->
          "%s of %s gradients are zero at every pixel: they lead nowhere."
              .formatted(
                  count(warning, WarningFigure.ZERO_GRADIENTS),
                  count(warning, WarningFigure.GRADIENTS));
      case NON_FINITE_GRADIENTS ->
          "%s of %s gradients have values that are not finite."
              .formatted(
                  count(warning, WarningFigure.NON_FINITE_GRADIENTS),
                  count(warning, WarningFigure.GRADIENTS));
      case THRESHOLD_IS_OFF -> thresholdIsOff(warning);
      case STEP_OVERSHOOTS -> stepOvershoots(warning);
      case BLACK_BOX_BEATS_WHITE_BOX ->
          "%s, the best white box, %s: %s."
              .formatted(breaks(warning, 1), breaks(warning, 0), misled(warning));
      case SUCCESS_FALLS_WITH_BUDGET ->
          "%s, with a larger budget %s.".formatted(breaks(warning, 1), breaks(warning, 0));
      case MORE_STEPS_DO_NOT_HELP -> moreSteps(warning);
      case NOISE_AS_STRONG ->
          "%s, the best white box, %s: %s."
              .formatted(breaks(warning, 1), breaks(warning, 0), misled(warning));
    };
  }

  private static String missingClass(FalseSecurityWarning warning, ByClass classes) {
    boolean noAbnormal = value(warning, WarningFigure.ABNORMAL) == 0;
    String missing = noAbnormal ? classes.positive() : classes.negative();
    return ("no study of the test part is %s: %s and AUROC cannot be computed, Macro F1 is that of"
            + " the %s class alone, and an answer that never changes is right in every study; bring"
            + " %1$s studies, or another --seed or --trainFraction")
        .formatted(
            missing,
            noAbnormal ? "Precision, Sensitivity, F1" : "Specificity, F1 of " + classes.negative(),
            noAbnormal ? classes.negative() : classes.positive());
  }

  private static String invalidOutcomes(FalseSecurityWarning warning) {
    List<WarningFigure> reasons = warning.evidence();
    return String.format(
        Locale.ROOT,
        "%s gave no answer in %.0f outcomes (%s): they count in no figure",
        reasons.get(0).cell().ofAllReplicas(),
        reasons.stream().mapToDouble(WarningFigure::value).sum(),
        reasons.stream()
            .map(reason -> String.format(Locale.ROOT, "%.0f %s", reason.value(), reason.name()))
            .collect(Collectors.joining(", ")));
  }

  private static String thresholdIsOff(FalseSecurityWarning warning) {
    return ("It decides at a probability of %s, with a balanced accuracy of %s; at %s these studies"
            + " would give %s. Set the threshold on studies that are not scored: --threshold=youden"
            + " does so on the training part of victims that are trained here, \"threshold\" in"
            + " config.json for others.")
        .formatted(
            Figures.number(value(warning, WarningFigure.THRESHOLD)),
            Figures.share(value(warning, WarningFigure.BALANCED_ACCURACY)),
            Figures.number(value(warning, WarningFigure.BEST_THRESHOLD)),
            Figures.share(value(warning, WarningFigure.BEST_BALANCED_ACCURACY)));
  }

  private static String stepOvershoots(FalseSecurityWarning warning) {
    return ("%s, with a shorter step %s: along the line of its own gradient the loss rises and then"
            + " falls. That is a weakness of an attack of one step and no strength of the victim;"
            + " take pgd for this budget.")
        .formatted(breaks(warning, 0), breaks(warning, 1));
  }

  private static String moreSteps(FalseSecurityWarning warning) {
    long compared =
        warning.evidence().stream()
            .filter(figure -> figure.name().equals(WarningFigure.BROKEN))
            .count();
    return breaks(warning, 1)
        + ", with more steps "
        + breaks(warning, 0)
        + (compared > 2 ? "; yet " + breaks(warning, 2) : "")
        + ".";
  }

  /** An attack of one step may err in two ways, and one budget alone does not tell which. */
  private static String misled(FalseSecurityWarning warning) {
    return warning.figure(WarningFigure.LOSS_FELL).orElse(0) > 0
        ? "the gradients mislead, or its one step is too long, for in "
            + count(warning, WarningFigure.LOSS_FELL)
            + " studies the loss was lower at its end; pgd with the same budget tells which"
        : "the gradients mislead";
  }

  private static String breaks(FalseSecurityWarning warning, int place) {
    WarningFigure figure = warning.evidence().get(place);
    CellKey key = figure.cell();
    return PaperGrid.label(key.attack())
        + key.madeAgainst()
        + " breaks "
        + Figures.share(figure.value());
  }

  private static String count(FalseSecurityWarning warning, String name) {
    return String.format(Locale.ROOT, "%.0f", value(warning, name));
  }

  private static double value(FalseSecurityWarning warning, String name) {
    return warning.figure(name).orElse(Double.NaN);
  }
}
