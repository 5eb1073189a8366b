package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.process.SharedModels;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.training.SmallVictims;
import io.gauntlet.transforms.training.VictimList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two image victims of different networks, and two late fusions, side by side in a run. */
class TwoOfAKindTest {
  private static final int SIDE = 16;
  private static final Recipe RECIPE = Recipe.of(1, 8, 1e-3, 1, 0.5, 1);
  private static final AttackGrid GRID = AttackGrid.of(List.of("fgsm"), List.of());
  private static final String TWO =
      "image-a=image:model=tiny,image-b=image:model=small,text,"
          + "late-b=late-fusion:image=image-b,late-a=late-fusion:image=image-a";

  @TempDir static Path cohort;
  @TempDir private Path folder;

  @BeforeAll
  static void drawCohort() throws IOException {
    SyntheticCohort.write(cohort, 24, SIDE, 1);
  }

  @Test
  void theyAreTrainedAttackedAndScoredAndShareTheRightBranches() throws IOException {
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split = join(pipeline).apply(SplitStudies.withSeed(1));
    PCollection<ModelReference> models =
        split.train().apply(training("two", SmallVictims.of(TWO, SIDE, RECIPE))).models();
    PCollection<String> cells =
        split
            .test()
            .apply(AttackStudies.withGrid(GRID).against(models))
            .outcomes()
            .apply(ScoreOutcomes.create())
            .apply(FlatMapElements.into(TypeDescriptors.strings()).via(TwoOfAKindTest::cells));
    PAssert.that(cells)
        .containsInAnyOrder(
            "image-a none",
            "image-a fgsm:epsilon=0.03",
            "image-b none",
            "image-b fgsm:epsilon=0.03",
            "text none",
            "late-a none",
            "late-a fgsm:epsilon=0.03",
            "late-b none",
            "late-b fgsm:epsilon=0.03");
    pipeline.run().waitUntilFinish();

    List<ModelReference> references = new ArrayList<>();
    for (String name : List.of("late-a", "late-b", "text", "image-b", "image-a")) {
      references.add(new ModelReference(name, model("two", name), digest("two", name), null));
    }
    try (SharedModels.Lease lease =
        SharedModels.ofThisProcess().open(references, ComputeDevice.AUTO, VictimCatalogue.load())) {
      List<VictimProfile> profiles = VictimProfile.of(lease.victims());
      Map<String, Map<Modality, String>> branches = new TreeMap<>();
      profiles.forEach(profile -> branches.put(profile.name(), profile.branches()));
      assertEquals(
          Map.of(Modality.IMAGE, "image-a", Modality.TEXT, "text"), branches.get("late-a"));
      assertEquals(
          Map.of(Modality.IMAGE, "image-b", Modality.TEXT, "text"), branches.get("late-b"));
      assertEquals(
          Set.of("image-a", "image-b", "text"),
          AttackPlan.of(profiles, GRID, AttackCosts.usual(AttackCatalogue.load()))
              .passes()
              .keySet());
      assertEquals(
          branches,
          SmallVictims.of(TWO, SIDE, RECIPE).profiles().stream()
              .collect(Collectors.toMap(VictimProfile::name, VictimProfile::branches)));
    }
  }

  @Test
  void theShortFormGivesTheModelsOfTheLongOne() throws IOException {
    train("short", SmallVictims.of("image,text,late-fusion", SIDE, RECIPE));
    train(
        "long",
        SmallVictims.of(
            "late-fusion=late-fusion:image=image:text=text:epochs=1,"
                + "text=text:model=tiny:epochs=1,image=image:model=tiny:epochs=1",
            SIDE,
            RECIPE.withEpochs(9)));
    for (String name : List.of("image", "text", "late-fusion")) {
      assertEquals(digest("short", name), digest("long", name), name);
    }
    train("named", SmallVictims.of("other=image", SIDE, RECIPE));
    assertNotEquals(digest("short", "image"), digest("named", "other"));
  }

  private static List<String> cells(Scorecard scorecard) {
    return scorecard.cells().stream()
        .map(cell -> cell.key().victim() + " " + cell.key().attack())
        .toList();
  }

  private void train(String run, VictimList victims) {
    Pipeline pipeline = Pipeline.create();
    join(pipeline).apply(training(run, victims));
    pipeline.run().waitUntilFinish();
  }

  private TrainVictims training(String run, VictimList victims) {
    return TrainVictims.into(folder.resolve(run).toString()).of(victims);
  }

  private String model(String run, String name) {
    return folder.resolve(run).resolve(name).toString();
  }

  private String digest(String run, String name) throws IOException {
    return ModelFolder.card(new RunFiles(model(run, name))).digest();
  }

  private static PCollection<Study> join(Pipeline pipeline) {
    return pipeline
        .apply(
            JoinStudies.fromIndiana(
                    cohort.resolve(SyntheticCohort.REPORTS).toString(),
                    cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                .withImages(cohort.resolve(SyntheticCohort.IMAGES).toString()))
        .studies();
  }
}
