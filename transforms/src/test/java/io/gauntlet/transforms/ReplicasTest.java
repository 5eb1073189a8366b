package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.training.SmallVictims;
import io.gauntlet.transforms.training.TrainingSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicasTest {
  private static final int STUDIES = 24;

  private static final BlockingQueue<String> FOUND = new LinkedBlockingQueue<>();

  @TempDir static Path cohort;
  @TempDir private Path run;

  @BeforeAll
  static void drawCohort() throws IOException {
    SyntheticCohort.write(cohort, STUDIES, 16, 1);
  }

  @Test
  void eachReplicaIsTheModelOfItsSeedAlone() throws IOException {
    List<Outcome> replicas =
        outcomes(run.resolve("two"), TrainingSeeds.ofReplicas(List.of(3L, 7L)));
    List<Outcome> alone = outcomes(run.resolve("one"), TrainingSeeds.ofRun(3));
    assertTrue(!alone.isEmpty() && replicas.size() == 2 * alone.size());
    List<Outcome> third = replicas.stream().filter(o -> o.getReplica() == 3).toList();
    assertEquals(
        alone, third.stream().map(o -> Outcome.newBuilder(o).setReplica(null).build()).toList());
    assertNotEquals(digest("two/models/seed-3/text"), digest("two/models/seed-7/text"));
    assertEquals(digest("one/models/late-fusion"), digest("two/models/seed-3/late-fusion"));
    assertEquals(
        List.of("image 3", "image 7", "late-fusion 3", "late-fusion 7", "text 3", "text 7"),
        found(run.resolve("two/models")));
    assertEquals(
        List.of("image null", "late-fusion null", "text null"), found(run.resolve("one/models")));
  }

  @Test
  void aSeedGivenTwiceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TrainingSeeds.ofReplicas(List.of(1L, 1L)));
  }

  private static List<String> found(Path models) {
    List<String> names = new ArrayList<>();
    Pipeline pipeline = Pipeline.create();
    PAssert.that(pipeline.apply(ReadModels.from(models.toString())))
        .satisfies(
            references -> {
              references.forEach(
                  reference -> FOUND.add(reference.getName() + " " + reference.getReplica()));
              return null;
            });
    pipeline.run().waitUntilFinish();
    FOUND.drainTo(names);
    names.sort(Comparator.naturalOrder());
    return names;
  }

  private String digest(String model) throws IOException {
    return ModelFolder.card(new RunFiles(run.resolve(model).toString())).digest();
  }

  private static List<Outcome> outcomes(Path folder, TrainingSeeds seeds) throws IOException {
    Pipeline pipeline = Pipeline.create();
    SplitStudies.Result split = join(pipeline).apply(SplitStudies.withSeed(1));
    TrainVictims.Result trained =
        split
            .train()
            .apply(
                TrainVictims.into(folder.resolve("models").toString())
                    .of(
                        SmallVictims.of(
                            "image,text,late-fusion", 16, Recipe.of(1, 8, 1e-3, 1, 0.5, 1)))
                    .withSeeds(seeds));
    split
        .test()
        .apply(
            AttackStudies.withGrid(AttackGrid.of(List.of("pgd:steps=2"), List.of()))
                .against(trained.models()))
        .outcomes()
        .apply(
            AvroIO.write(Outcome.class)
                .to(folder.resolve("outcomes").toString())
                .withoutSharding()
                .withSuffix(".avro"));
    pipeline.run().waitUntilFinish();
    return read(folder);
  }

  private static List<Outcome> read(Path folder) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".avro")).toList()) {
        try (DataFileReader<Outcome> reader =
            new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(Outcome.class))) {
          reader.forEach(outcomes::add);
        }
      }
    }
    outcomes.sort(
        Comparator.comparing(Outcome::getUid)
            .thenComparing(Outcome::getVictim)
            .thenComparing(Outcome::getAttack));
    return outcomes;
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
