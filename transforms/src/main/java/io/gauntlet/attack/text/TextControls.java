package io.gauntlet.attack.text;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.text.search.DroppedReport;
import io.gauntlet.attack.text.search.SwappedReport;

/** Controls that take a report away: what a victim does without it, or with another study's. */
final class TextControls {
  private static final TextAttackProvider DROP_TEXT =
      new TextRecipe(
              AttackDescription.of(
                  "drop-text",
                  AttackerKnowledge.NOTHING,
                  "an empty report: the study without its words, a control",
                  "all of the words",
                  "a control"),
              options -> new DroppedReport())
          .withoutReport(Truth.WITHHELD);

  private static final TextAttackProvider SWAP_TEXT =
      new TextRecipe(
              AttackDescription.of(
                  "swap-text",
                  AttackerKnowledge.NOTHING,
                  "another study's report, a control",
                  "all of the words",
                  "a control",
                  ReportOrigin.OPTION),
              options -> new SwappedReport())
          .withoutReport(Truth.EXCHANGED);

  private TextControls() {}

  static ImmutableList<TextAttackProvider> all() {
    return ImmutableList.of(DROP_TEXT, SWAP_TEXT);
  }
}
