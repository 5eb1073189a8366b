package io.gauntlet.report.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.Pixels;
import io.gauntlet.report.gallery.Image;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.diff.CellDiff;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.Side;
import io.gauntlet.score.diff.SideCounts;
import io.gauntlet.score.diff.SidedStudy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffPageTest {
  private static final SidedStudy STUDY =
      new SidedStudy(
          "<b>7", "ABNORMAL", 9L, new Side("ABNORMAL", true, 2), new Side("NORMAL", false, -1.25));

  private static final CellDiff CELL =
      new CellDiff(
          "late-fusion",
          "pgd:epsilon=0.03:steps=10",
          "image",
          Attacked.IMAGE,
          new SideCounts(40, 3, 1),
          ImmutableSortedMap.of("cardiomegaly", new SideCounts(8, 3, 0)),
          new CellDiff.Shown(ImmutableList.of(STUDY), ImmutableList.of()));

  @Test
  void thePageLeadsFromCountsToStudiesAndToTheirReplays() {
    Image picture = Image.of(ByteBuffer.wrap(Pixels.of(2, 2, new float[] {0, 1, 1, 0}).toPng()));
    String page =
        DiffPage.render(
            new RunDiff("runs/it's", "runs/2", ImmutableList.of(CELL)),
            Map.of("<b>7", picture),
            Optional.of("report.html"));
    for (String part :
        List.of(
            "Of 40 decisions in 1 cells the candidate lost 3 that the baseline had right, and gained 1.",
            "<h3>late-fusion, PGD, ε=0.03, steps=10 made against image</h3>",
            "ABNORMAL, margin +2.0",
            "NORMAL, margin −1.3",
            "<dd>−3.3</dd>",
            "<td role=\"cell\">−5.0</td>",
            "cardiomegaly",
            "href=\"#study-&lt;b&gt;7\"",
            "--generator=image --replica=9",
            "--uid=",
            "<a href=\"report.html\">")) {
      assertTrue(page.contains(part), part + " is missing in " + page);
    }
    assertFalse(page.contains("<b>7"), "a uid is never markup");
    assertEquals(page.indexOf("<script"), page.lastIndexOf("<script"), "its own alone");
  }

  @Test
  void runsWithoutACellInCommonAreSaidToBeThat() {
    String page =
        DiffPage.render(
            new RunDiff("runs/1", "runs/2", ImmutableList.of()), Map.of(), Optional.empty());
    assertTrue(page.contains("have no cell in common"), page);
    assertFalse(page.contains("report.html"));
  }
}
