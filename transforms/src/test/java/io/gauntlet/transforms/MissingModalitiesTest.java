package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies without a modality, or with another study's, through the whole chain. */
class MissingModalitiesTest {
  private static final List<String> CONTROLS =
      List.of("drop-image", "drop-text", "swap-text", "swap-text:from=other-class");

  @TempDir private Path folder;

  private String scorecard(Path cohort, String output, int batch, int parallelism)
      throws IOException {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(parallelism);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(
        Gauntlet.of(
                JoinStudies.fromIndiana(
                        cohort.resolve(SyntheticCohort.REPORTS).toString(),
                        cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                    .withImages(cohort.resolve(SyntheticCohort.IMAGES).toString()),
                TrainVictims.into(folder.resolve("models").toString())
                    .of(
                        SmallVictims.of(
                            "image,text,late-fusion", 16, Recipe.of(1, 16, 1e-3, 1, 0.5, 1))))
            .withSplit(SplitStudies.withSeed(1).withTrainFraction(0.6))
            .withEvaluation(
                AttackAndScore.of(
                        AttackStudies.withGrid(AttackGrid.of(CONTROLS, List.of())).withBatch(batch))
                    .withReport(WriteReport.to(folder.resolve(output).toString()))));
    pipeline.run().waitUntilFinish();
    return Files.readString(folder.resolve(output).resolve("scorecard.json"));
  }

  private static List<String> decisions(Scorecard scorecard) {
    return scorecard.cells().stream()
        .map(cell -> cell.key() + " " + cell.confusion() + " " + cell.value(Metric.DECISIONS_KEPT))
        .toList();
  }

  @Test
  void decisionsAreTheSameHoweverTheWorkIsCut() throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 24, 16, 1);
    String text = scorecard(cohort, "small", 4, 4);
    Scorecard scorecard = ScorecardJson.read(text, Attacks::fields);
    // A network rounds otherwise in batches of another size; its decisions are the same.
    assertEquals(
        decisions(scorecard),
        decisions(ScorecardJson.read(scorecard(cohort, "large", 64, 1), Attacks::fields)));
    assertEquals(3 + 1 + 3 + 4, scorecard.cells().size(), "who does not see it is left out");
    for (ScorecardCell cell : scorecard.cells()) {
      boolean control = !cell.attack().equals("none");
      assertEquals(control, cell.scoredAttack().isWithoutModality());
      assertEquals(control, cell.estimate(Metric.DECISIONS_KEPT).isKnown());
    }
    String page = Files.readString(folder.resolve("small").resolve("report.html"));
    assertTrue(page.contains("Under drop-image, studies are decided as before: by "), page);
    assertFalse(page.contains("The victims are right in"), "nobody attacked them");
  }
}
