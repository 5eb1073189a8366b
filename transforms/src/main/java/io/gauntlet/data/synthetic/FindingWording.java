package io.gauntlet.data.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Puts one finding into words, in varied wording. */
final class FindingWording {
  private final SplittableRandom random;

  FindingWording(SplittableRandom random) {
    this.random = random;
  }

  /** A sentence of the findings section. */
  String sentence(SyntheticFinding finding) {
    final String phrase = phrase(finding);
    return switch (random.nextInt(5)) {
      case 0 -> "There is " + article(phrase) + ".";
      case 1 -> capital(phrase) + " is seen.";
      case 2 -> capital(phrase) + ".";
      case 3 -> "Findings suggest " + phrase + ".";
      default -> capital(phrase) + " is noted, XXXX from prior.";
    };
  }

  /** The finding alone, as a line of the impression. */
  String statement(SyntheticFinding finding) {
    return capital(phrase(finding)) + ".";
  }

  private String phrase(SyntheticFinding finding) {
    final String side = finding.side().toString();
    final String place = side + " " + finding.zone();
    return switch (finding.kind()) {
      case CARDIOMEGALY ->
          amount(finding)
              + pick(List.of("cardiomegaly", "enlargement of the heart", "cardiac enlargement"));
      case PLEURAL_EFFUSION ->
          pick(
              List.of(
                  amount(finding) + side + " pleural effusion",
                  "blunting of the " + side + " costophrenic XXXX",
                  side + " pleural fluid"));
      case NODULE ->
          pick(
              List.of(
                  place + " lung nodule",
                  "nodular density in the " + place + " lung",
                  "rounded nodule of the " + place + " lobe"));
      case OPACITY ->
          pick(
              List.of(
                  "airspace opacity in the " + place + " lung",
                  place + " lobe infiltrate",
                  "patchy consolidation of the " + place + " zone"));
      case PNEUMOTHORAX ->
          pick(
              List.of(
                  amount(finding) + side + " pneumothorax",
                  side + " apical pneumothorax",
                  "visible pleural line on the " + side + " with pneumothorax"));
      case ATELECTASIS ->
          pick(
              List.of(
                  side + " basilar atelectasis",
                  "subsegmental atelectasis in the " + side + " base",
                  "bandlike scarring or atelectasis at the " + side + " base"));
      case GRANULOMA ->
          pick(
              List.of(
                  "calcified granuloma in the " + place + " lung",
                  place + " lobe calcified granuloma",
                  "densely calcified " + side + " granuloma"));
      case EDEMA ->
          pick(
              List.of(
                  amount(finding) + "pulmonary edema",
                  "bilateral perihilar interstitial edema",
                  amount(finding) + "vascular congestion with edema"));
    };
  }

  private String amount(SyntheticFinding finding) {
    if (random.nextInt(4) == 0) {
      return "";
    }
    return finding.size() < 0.5
        ? pick(List.of("mild ", "minimal "))
        : pick(List.of("moderate ", "marked "));
  }

  private static String article(String phrase) {
    return ("aeiou".indexOf(phrase.charAt(0)) >= 0 ? "an " : "a ") + phrase;
  }

  private static String capital(String phrase) {
    return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
