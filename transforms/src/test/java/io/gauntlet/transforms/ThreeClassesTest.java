package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.classes.ClassFigures;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PBegin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cohort of three classes through the whole chain. */
class ThreeClassesTest {
  private static final List<String> CLASSES = List.of("clear", "heart", "other finding");
  private static final int STUDIES = 40;

  @TempDir private Path folder;

  /** Studies whose abnormal ones are told apart by a heading. */
  private static final class Relabelled extends PTransform<PBegin, JoinedStudies> {
    private static final long serialVersionUID = 1;

    private final Path cohort;
    private final boolean mixed;

    Relabelled(Path cohort, boolean mixed) {
      this.cohort = cohort;
      this.mixed = mixed;
    }

    @Override
    public JoinedStudies expand(PBegin begin) {
      JoinedStudies joined =
          begin.apply(
              JoinStudies.fromIndiana(
                      cohort.resolve(SyntheticCohort.REPORTS).toString(),
                      cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                  .withImages(cohort.resolve(SyntheticCohort.IMAGES).toString()));
      return new JoinedStudies(
          joined
              .studies()
              .apply("Relabel", MapElements.via(new Relabel(mixed)))
              .setCoder(AvroCoder.of(Study.class)),
          joined.quarantined());
    }
  }

  private static final class Relabel extends SimpleFunction<Study, Study> {
    private static final long serialVersionUID = 1;

    private final boolean mixed;

    Relabel(boolean mixed) {
      this.mixed = mixed;
    }

    @Override
    public Study apply(Study study) {
      if (mixed && study.getUid().endsWith("1")) {
        return study;
      }
      boolean heart =
          Studies.meshTerms(study.getAttributes()).stream()
              .anyMatch(term -> term.startsWith("Cardiomegaly"));
      String label =
          study.getLabel().equals(ClassNames.NORMAL) ? CLASSES.get(0) : CLASSES.get(heart ? 1 : 2);
      return Study.newBuilder(study).setClassNames(CLASSES).setLabel(label).build();
    }
  }

  private void run(String victims, boolean mixed) throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, STUDIES, 16, 1);
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(
        Gauntlet.of(
                new Relabelled(cohort, mixed),
                TrainVictims.into(folder.resolve("models").toString())
                    .of(SmallVictims.of(victims, 16, Recipe.of(1, 16, 1e-3, 1, 0.5, 1))))
            .withSplit(SplitStudies.withSeed(1).withTrainFraction(0.6))
            .withEvaluation(
                AttackAndScore.of(
                        AttackStudies.withGrid(
                            AttackGrid.of(
                                List.of(
                                    "pgd:steps=2",
                                    "pgd:epsilon=0.1:steps=2",
                                    "half-sentence-deletion",
                                    "pgd:steps=2+half-sentence-deletion"),
                                List.of("pgd:steps=2"))))
                    .withReport(WriteReport.to(folder.toString()))));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void isTrainedAttackedScoredAndReported() throws IOException {
    run("image,text,early-fusion,late-fusion", false);
    assertTrue(
        Files.readString(folder.resolve("models/image/config.json"))
            .contains("\"classes\" : [ \"clear\", \"heart\", \"other finding\" ]"));
    Scorecard scorecard =
        ScorecardJson.read(Files.readString(folder.resolve("scorecard.json")), Attacks::fields);
    for (ScorecardCell cell : scorecard.cells()) {
      assertEquals(CLASSES, cell.byClass().names());
      assertEquals(
          cell.n(), cell.byClass().figures().stream().mapToLong(ClassFigures::studies).sum());
      assertEquals(
          cell.confusion().truePositives(),
          cell.byClass().figures().stream().mapToLong(c -> c.confusion().truePositives()).sum());
      assertTrue(cell.estimate(Metric.MACRO_F1).isKnown());
      assertFalse(cell.estimate(Metric.SPECIFICITY).isKnown());
    }
    String page = Files.readString(folder.resolve("report.html"));
    String text = Files.readString(folder.resolve("report.md"));
    for (String name : CLASSES) {
      assertTrue(page.contains(name), name);
      assertTrue(text.contains(name), name);
    }
  }

  @Test
  void aMixtureOfClassesIsRefusedInOneLine() {
    Throwable refused = assertThrows(RuntimeException.class, () -> run("text", true));
    while (refused.getCause() != null) {
      refused = refused.getCause();
    }
    assertTrue(
        refused.getMessage().contains("train on studies that all have the same classes"),
        refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"));
  }
}
