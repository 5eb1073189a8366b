package io.gauntlet.data.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a report from findings in the manner of the Indiana University reports: varied wording,
 * negations, harmless asides and the token {@code XXXX} where names were taken out. A small share
 * of the reports misleads: findings go unmentioned, or a normal study is hedged about.
 */
final class ReportGrammar {
  private static final double MISLEADING = 0.075;
  private static final double EMPTY_FINDINGS = 0.10;
  private static final double EARLY_COMPARISON = 0.3;
  private static final double ASIDE = 0.4;

  private static final List<String> INDICATIONS =
      List.of(
          "Chest pain.",
          "XXXX-year-old male with chest pain and XXXX.",
          "XXXX-year-old female, shortness of breath.",
          "Cough and fever for XXXX days.",
          "Preoperative evaluation.",
          "Dyspnea on exertion.",
          "Positive TB test.",
          "Pleuritic chest pain, rule out pneumothorax.",
          "History of XXXX, evaluate for pneumonia.",
          "Routine examination.",
          "");
  private static final List<String> COMPARISONS =
      List.of("Chest radiographs XXXX.", "XXXX, XXXX.", "Two-view chest XXXX.", "PA chest XXXX.");
  private static final List<String> NO_COMPARISONS =
      List.of("None.", "None available.", "No comparison XXXX.", "");
  private static final List<String> HEARTS =
      List.of(
          "The heart is normal in size.",
          "Heart size and mediastinal contours are within normal limits.",
          "Cardiomediastinal silhouette is normal.",
          "Normal heart size.",
          "The cardiac silhouette is unremarkable.");
  private static final List<String> MEDIASTINA =
      List.of(
          "The mediastinum is unremarkable.",
          "Mediastinal contours are stable.",
          "Pulmonary vasculature is within normal limits.",
          "The hilar contours are normal.");
  private static final List<String> CLEAR_LUNGS =
      List.of(
          "The lungs are clear.",
          "Lungs are clear bilaterally.",
          "Both lungs are well expanded and clear.",
          "The lungs are free of focal airspace disease.",
          "Clear lungs without nodule or mass.");
  private static final List<String> OTHER_LUNGS =
      List.of(
          "The remainder of the lungs is clear.",
          "The lungs are otherwise clear.",
          "No other focal abnormality.",
          "Lungs are otherwise grossly clear.");
  private static final List<String> ASIDES =
      List.of(
          "Old healed right rib fracture.",
          "Old healed left rib fractures are noted.",
          "Degenerative changes of the thoracic spine.",
          "Mild degenerative changes in the spine.",
          "Surgical clips in the right upper quadrant.",
          "Cholecystectomy clips are present.",
          "Visualized osseous structures are intact.",
          "No acute bony abnormality.",
          "The XXXX are intact.",
          "Stable mild tortuosity of the thoracic aorta.");
  private static final List<String> NORMAL_IMPRESSIONS =
      List.of(
          "No acute cardiopulmonary abnormality.",
          "No acute disease.",
          "Normal chest.",
          "No active disease.",
          "No acute cardiopulmonary process.",
          "Negative for acute cardiopulmonary findings.",
          "No evidence of XXXX disease.");
  private static final List<String> ABNORMAL_ENDS =
      List.of(
          "No acute disease otherwise.",
          "Recommend follow up.",
          "Clinical correlation is recommended.",
          "Followup XXXX is suggested.",
          "No other acute abnormality.");
  private static final List<String> VAGUE_IMPRESSIONS =
      List.of(
          "Stable chest without acute change.",
          "No acute cardiopulmonary abnormality.",
          "Limited exam. No definite acute disease.",
          "No significant interval change.");

  private final List<SyntheticFinding> findings;
  private final SplittableRandom random;
  private final FindingWording wording;

  ReportGrammar(List<SyntheticFinding> findings, SplittableRandom random) {
    this.findings = findings;
    this.random = random;
    this.wording = new FindingWording(random);
  }

  /** Writes the report; call it once, for it uses up random numbers. */
  SyntheticReport write() {
    final String indication = pick(INDICATIONS);
    final String comparison =
        pick(random.nextDouble() < EARLY_COMPARISON ? COMPARISONS : NO_COMPARISONS);
    final boolean misleading = random.nextDouble() < MISLEADING;
    final boolean empty = random.nextDouble() < EMPTY_FINDINGS;
    final List<SyntheticFinding> told = misleading ? mistold() : findings;
    final boolean vague = misleading && told.isEmpty();
    final String seen = seen(told);
    final String means = vague ? pick(VAGUE_IMPRESSIONS) : means(told);
    return new SyntheticReport(indication, comparison, empty ? "" : seen, means);
  }

  /** What a misleading report speaks of: nothing, or something that is not there. */
  private List<SyntheticFinding> mistold() {
    if (!findings.isEmpty()) {
      return List.of();
    }
    final Finding kind = pick(List.of(Finding.values()));
    return List.of(SyntheticFinding.draw(kind, random));
  }

  private String seen(List<SyntheticFinding> told) {
    final List<String> sentences = new ArrayList<>();
    if (!mentions(told, Finding.CARDIOMEGALY)) {
      sentences.add(pick(HEARTS));
    }
    if (random.nextBoolean()) {
      sentences.add(pick(MEDIASTINA));
    }
    for (SyntheticFinding finding : told) {
      sentences.add(wording.sentence(finding));
    }
    if (onlyHeart(told)) {
      sentences.add(pick(CLEAR_LUNGS));
    } else if (random.nextBoolean()) {
      sentences.add(pick(OTHER_LUNGS));
    }
    final String absent = absent(told);
    if (!absent.isEmpty()) {
      sentences.add(random.nextInt(sentences.size() + 1), absent);
    }
    if (random.nextDouble() < ASIDE) {
      sentences.add(pick(ASIDES));
    }
    return String.join(" ", sentences);
  }

  private String means(List<SyntheticFinding> told) {
    final List<String> sentences = new ArrayList<>();
    for (SyntheticFinding finding : told) {
      sentences.add(wording.statement(finding));
    }
    if (told.isEmpty()) {
      sentences.add(pick(NORMAL_IMPRESSIONS));
    } else if (random.nextBoolean()) {
      sentences.add(pick(ABNORMAL_ENDS));
    }
    if (random.nextDouble() < ASIDE / 4) {
      sentences.add(pick(ASIDES));
    }
    return sentences.size() > 1 && random.nextBoolean()
        ? numbered(sentences)
        : String.join(" ", sentences);
  }

  private static String numbered(List<String> sentences) {
    final List<String> lines = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      lines.add(i + 1 + ". " + sentences.get(i));
    }
    return String.join(" ", lines);
  }

  /** A negation of some of what is not there, or nothing. */
  private String absent(List<SyntheticFinding> told) {
    final List<String> names = new ArrayList<>();
    if (!mentions(told, Finding.PLEURAL_EFFUSION)) {
      names.add("pleural effusion");
    }
    if (!mentions(told, Finding.PNEUMOTHORAX)) {
      names.add("pneumothorax");
    }
    if (!mentions(told, Finding.OPACITY) && random.nextBoolean()) {
      names.add(pick(List.of("focal consolidation", "airspace opacity", "infiltrate")));
    }
    if (!mentions(told, Finding.EDEMA) && random.nextInt(4) == 0) {
      names.add("pulmonary edema");
    }
    if (names.isEmpty()) {
      return "";
    }
    final String list = list(names);
    return switch (random.nextInt(4)) {
      case 0 -> "No " + list + ".";
      case 1 -> "There is no " + list + ".";
      case 2 -> "No evidence of " + list + ".";
      default -> "Negative for " + list + ".";
    };
  }

  /** Joins names as in "a, b or c". */
  private static String list(List<String> names) {
    final int last = names.size() - 1;
    if (last == 0) {
      return names.get(0);
    }
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static boolean mentions(List<SyntheticFinding> told, Finding kind) {
    for (SyntheticFinding finding : told) {
      if (finding.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  private static boolean onlyHeart(List<SyntheticFinding> told) {
    for (SyntheticFinding finding : told) {
      if (finding.kind() != Finding.CARDIOMEGALY) {
        return false;
      }
    }
    return true;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
