package io.gauntlet.report.coverage;

import static io.gauntlet.report.coverage.Trial.BLIND;
import static io.gauntlet.report.coverage.Trial.CLEAN;
import static io.gauntlet.report.coverage.Trial.DECISIONS;
import static io.gauntlet.report.coverage.Trial.SCORES;
import static io.gauntlet.report.coverage.Trial.TRANSFER;
import static io.gauntlet.report.coverage.Trial.WHITE_BOX;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.score.ScorecardCell;

/**
 * A topic of a taxonomy or a law, and what tries it. AML.T0043.003, manual modification, is not
 * among them: no attack here is made by hand.
 */
enum Topic {
  ATLAS_EVADE(Framework.ATLAS, "AML.T0015 Evade AI Model", WHITE_BOX, SCORES, DECISIONS, TRANSFER),
  ATLAS_WHITE_BOX(
      Framework.ATLAS, "AML.T0043.000 Craft Adversarial Data: White-Box Optimization", WHITE_BOX),
  ATLAS_BLACK_BOX(
      Framework.ATLAS,
      "AML.T0043.001 Craft Adversarial Data: Black-Box Optimization",
      SCORES,
      DECISIONS),
  ATLAS_TRANSFER(
      Framework.ATLAS, "AML.T0043.002 Craft Adversarial Data: Black-Box Transfer", TRANSFER),
  NIST_WHITE_BOX(Framework.NIST, "Evasion: white-box attacks", WHITE_BOX),
  NIST_SCORES(Framework.NIST, "Evasion: black-box attacks, score-based", SCORES),
  NIST_DECISIONS(Framework.NIST, "Evasion: black-box attacks, decision-based", DECISIONS),
  NIST_TRANSFER(Framework.NIST, "Evasion: transferability of attacks", TRANSFER),
  ACT_ACCURACY(Framework.AI_ACT, "15(1), 15(3) Accuracy and its metrics", CLEAN),
  ACT_ROBUSTNESS(Framework.AI_ACT, "15(4) Robustness: errors and faults in what is put in", BLIND),
  ACT_CYBERSECURITY(
      Framework.AI_ACT,
      "15(5) Cybersecurity: adversarial examples, model evasion",
      WHITE_BOX,
      SCORES,
      DECISIONS,
      TRANSFER);

  /** Where a topic is from. */
  enum Framework {
    /** MITRE ATLAS, atlas.mitre.org. */
    ATLAS("MITRE ATLAS"),
    /** NIST AI 100-2 E2025, "Adversarial Machine Learning", section 2.2. */
    NIST("NIST AI 100-2 E2025"),
    /** Regulation (EU) 2024/1689, Article 15. */
    AI_ACT("EU AI Act, Article 15");

    private final String label;

    Framework(String label) {
      this.label = label;
    }
  }

  private final Framework framework;
  private final String title;
  private final ImmutableSet<Trial> trials;

  Topic(Framework framework, String title, Trial... trials) {
    this.framework = framework;
    this.title = title;
    this.trials = ImmutableSet.copyOf(trials);
  }

  /** Name of the taxonomy or the law. */
  String source() {
    return framework.label;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Whether a cell tries it. */
  boolean isTriedBy(ScorecardCell cell) {
    return trials.stream().anyMatch(trial -> trial.isOf(cell));
  }
}
