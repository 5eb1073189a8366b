package io.gauntlet.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.compare.ComparedVictims.Family;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.policy.ComparedMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {

  @Test
  void thePageTellsRanksTiesAndWhatCannotBeCompared() {
    String page = ComparisonPage.render(ComparedByHand.comparison(), Map.of("folder", "runs/1"));
    for (String part :
        List.of(
            "1 of 4 pairs of victims are told apart by their accuracy.",
            "<h2 id=\"attack-0\">Clean</h2>",
            "late-fusion ≠ image",
            ">ab</td>",
            "120 of 100 patients",
            "+6.0 to +12.0",
            "train at least 3 seeds of both, or one",
            "Up to 2 studies of a pair are left out",
            "what is told apart are recipes",
            "<dt>folder</dt><dd>runs/1</dd>",
            "&lt;b&gt;ours&lt;/b&gt;")) {
      assertTrue(page.contains(part), part + " is missing in " + page);
    }
    assertFalse(page.contains("<b>ours"), "a name is never markup");
    assertEquals(page.indexOf("<script"), page.lastIndexOf("<script"), "its own alone");
  }

  @Test
  void theConsoleSaysTheSame() {
    List<String> lines = ComparisonText.render(ComparedByHand.comparison()).lines().toList();
    assertEquals("1 of 4 pairs of victims are told apart by their accuracy.", lines.get(0));
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("late-fusion +95.00 +90.0–99.0 +1 +a")),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("late-fusion +image +120 of 100 .* 0\\.01.*")),
        lines::toString);
  }

  @Test
  void nothingThatIsAttackedAlikeIsSaid() {
    assertTrue(
        ComparisonText.render(
                new VictimComparison(
                    ComparedMetric.AUROC, Family.RUN, 0.05, ImmutableList.of(), ImmutableList.of()))
            .startsWith("No two victims were attacked alike"));
  }
}
