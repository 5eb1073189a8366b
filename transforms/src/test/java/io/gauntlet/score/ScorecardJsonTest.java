package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.curve.Measure;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardJsonTest {
  private static final String JOINT =
      "pgd:epsilon=0.03137254901960784:steps=10+half-sentence-deletion:fraction=0.5";

  private static final Estimate ESTIMATE = new Estimate(0.5, 0.25, 1.0 / 3);

  private static ScorecardCell cell(String victim, String attack, String generator) {
    return ScorecardCell.counted(
            new CellKey(victim, attack, generator),
            Attacks.scored(attack),
            new ConfusionMatrix(6, 2, 9, 3),
            15,
            4)
        .with(Map.of(Metric.MEDIAN_QUERIES, Estimate.of(10.5)));
  }

  @Test
  void roundTripIsExact() {
    Scorecard scorecard =
        new Scorecard(
            List.of(
                cell("text", "synonym-greedy:fraction=0.4", null),
                cell("text", "worst-of(pgd:epsilon=0.03|alternating:rounds=2(a:b=1+c))", null),
                cell("late-fusion", JOINT, null),
                cell("late-fusion", "tiny:epsilon=1.0E-4", null),
                ScorecardCell.counted(
                    new CellKey("image", "none"),
                    Attacks.scored("none"),
                    ConfusionMatrix.EMPTY,
                    0,
                    0)),
            List.of(cell("ensemble", "pgd:epsilon=0.2:steps=10", "early-fusion")),
            List.of(
                ScorecardCell.counted(
                    new CellKey("text", "none", null, -3L),
                    Attacks.scored("none"),
                    ConfusionMatrix.EMPTY,
                    0,
                    0)),
            new BudgetCurves(
                List.of(
                    new RobustnessCurve(
                        "image",
                        "fgsm",
                        "epsilon",
                        ImmutableList.of(
                            new RobustnessCurve.Point(0, "none", ESTIMATE, Estimate.of(1))),
                        ESTIMATE,
                        Estimate.UNKNOWN)),
                List.of(
                    new RadiusCurve(
                        "image",
                        Measure.LINF,
                        20,
                        ImmutableList.of(new RadiusCurve.Step(0.02, ESTIMATE)),
                        ESTIMATE,
                        Estimate.UNKNOWN))),
            List.of(
                ModalityInteraction.builder()
                    .victim("ensemble")
                    .imageAttack("fgsm:epsilon=0.2")
                    .textAttack("half-sentence-deletion:fraction=0.5")
                    .studies(20)
                    .clean(ESTIMATE)
                    .image(ESTIMATE)
                    .text(ESTIMATE)
                    .both(ESTIMATE)
                    .imageEffect(ESTIMATE)
                    .textEffect(ESTIMATE)
                    .interaction(ESTIMATE)
                    .imageShare(Estimate.UNKNOWN)
                    .dominant(ModalityInteraction.Dominance.TEXT)
                    .followsImage(ESTIMATE)
                    .onlyImage(ESTIMATE)
                    .onlyText(ESTIMATE)
                    .either(ESTIMATE)
                    .onlyTogether(ESTIMATE)
                    .build()),
            new Slices(
                List.of(
                    new Slice(
                        "Cardiomegaly/mild",
                        new CellKey("text", "none"),
                        new ConfusionMatrix(6, 2, 9, 3),
                        15,
                        4,
                        1)),
                7),
            List.of(
                new FalseSecurityWarning(
                    FalseSecurityWarning.Sign.ZERO_GRADIENTS,
                    "image",
                    "fgsm",
                    ImmutableList.of(
                        new WarningFigure(
                            WarningFigure.ZERO_GRADIENTS,
                            new CellKey("image", "fgsm", null),
                            30)))));
    String json = ScorecardJson.write(scorecard);
    assertEquals(scorecard, ScorecardJson.read(json, Attacks::fields));
    assertEquals(json, ScorecardJson.write(ScorecardJson.read(json, Attacks::fields)));
  }

  @Test
  void attacksAreTakenApart() throws Exception {
    Scorecard scorecard =
        new Scorecard(
            List.of(
                cell("a", JOINT, null),
                cell("b", "synonym-greedy:fraction=0.4", null),
                ScorecardCell.counted(
                    new CellKey("c", "none"), Attacks.scored("none"), ConfusionMatrix.EMPTY, 0, 0)),
            List.of());
    JsonNode cells = new ObjectMapper().readTree(ScorecardJson.write(scorecard)).get("cells");
    assertEquals(JOINT, cells.at("/0/name").asText());
    assertEquals("pgd", cells.at("/0/attack").asText());
    assertEquals(10, cells.at("/0/params/steps").asInt());
    assertTrue(cells.at("/0/params/steps").isIntegralNumber());
    assertEquals(8.0 / 255, cells.at("/0/params/epsilon").asDouble());
    assertEquals("half-sentence-deletion:fraction=0.5", cells.at("/0/text_attack").asText());
    assertEquals(4.0 / 15, cells.at("/0/attack_success_rate").asDouble());
    assertEquals("synonym-greedy", cells.at("/1/attack").asText());
    assertTrue(cells.at("/1/text_attack").isNull());
    assertTrue(cells.at("/2/attack_success_rate").isNull());
  }

  @Test
  void whatIsNoAnswerIsCountedByItsReason() throws Exception {
    ScorecardCell some =
        ScorecardCell.counted(
            new CellKey("c", "none", null),
            Attacks.scored("none"),
            CellCounts.of(new ConfusionMatrix(5, 0, 3, 1), 8, 0)
                .withInvalid(Map.of("logits-not-finite", 2L)));
    Scorecard scorecard = new Scorecard(List.of(some), List.of());
    String json = ScorecardJson.write(scorecard);
    assertEquals(
        2, new ObjectMapper().readTree(json).at("/cells/0/invalid/logits-not-finite").asInt());
    assertEquals(scorecard, ScorecardJson.read(json, Attacks::fields));
  }

  @Test
  void whatCannotBeHadIsNullWithItsReason() throws Exception {
    ScorecardCell allAbnormal =
        ScorecardCell.counted(
            new CellKey("c", "none"),
            Attacks.scored("none"),
            new ConfusionMatrix(5, 0, 0, 1),
            0,
            0);
    String json = ScorecardJson.write(new Scorecard(List.of(allAbnormal), List.of()));
    JsonNode cell = new ObjectMapper().readTree(json).at("/cells/0");
    assertTrue(cell.get("normal_f1").isNull(), json);
    assertEquals("no_normal_study", cell.at("/absent/normal_f1").asText());
    assertEquals("no_normal_study", cell.at("/absent/auroc").asText());
    assertEquals("none_right_before", cell.at("/absent/attack_success_rate").asText());
    assertTrue(cell.at("/absent/f1").isMissingNode(), json);
    assertEquals(cell.get("f1").asDouble(), cell.get("macro_f1").asDouble());
    assertTrue(cell.at("/intervals/normal_f1").isMissingNode(), json);
    assertTrue(!json.contains("NaN"), json);
  }

  @Test
  void saysWhatIsWrong() {
    assertThrows(IllegalArgumentException.class, () -> ScorecardJson.read("{", Attacks::fields));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> ScorecardJson.read("{}", Attacks::fields));
    assertTrue(error.getMessage().contains("cells"), error.getMessage());
  }

  @Test
  void cellsHaveOneKeyEach() {
    ScorecardCell cell = cell("a", "none", null);
    assertThrows(
        IllegalArgumentException.class, () -> new Scorecard(List.of(cell, cell), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Scorecard(List.of(), List.of(cell)));
  }

  /** They follow from the slices: written for programs, and not read. */
  @Test
  void theWorstGroupsAreWritten() {
    Slice women =
        new Slice("sex=F", new CellKey("text", "none"), new ConfusionMatrix(20, 2, 9, 9), 29, 0, 1);
    Slice men =
        new Slice(
            "sex=M", new CellKey("text", "none"), new ConfusionMatrix(20, 0, 20, 0), 40, 0, 1);
    String json =
        ScorecardJson.write(
            new Scorecard(
                List.of(),
                List.of(),
                List.of(),
                BudgetCurves.NONE,
                List.of(),
                new Slices(List.of(women, men), 20),
                List.of()));
    JsonNode worst = Json.read("scorecard", json).at("/worst_groups/0");
    assertEquals("sex", worst.path("attribute").asText());
    assertEquals(2, worst.path("groups").asInt());
    assertEquals("sex=F", worst.at("/slice/term").asText());
    assertEquals(women.accuracy(0.025).low(), worst.at("/share/low").asDouble(), 1e-15);
  }
}
