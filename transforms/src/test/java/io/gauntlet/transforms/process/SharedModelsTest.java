package io.gauntlet.transforms.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
  private static final int SIDE = 16;

  @TempDir static Path folder;
  private static List<ModelReference> references;

  @BeforeAll
  static void train() throws IOException {
    SyntheticCohort.write(folder, 24, SIDE, 1);
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            JoinStudies.fromIndiana(
                folder.resolve(SyntheticCohort.REPORTS).toString(),
                folder.resolve(SyntheticCohort.PROJECTIONS).toString()))
        .studies()
        .apply(
            TrainVictims.into(folder.resolve("models").toString())
                .of(SmallVictims.of("text", SIDE, Recipe.of(1, 8, 1e-3, 1, 0.5, 1))));
    pipeline.run().waitUntilFinish();
    String model = folder.resolve("models/text").toString();
    references =
        List.of(
            new ModelReference(
                "text", model, ModelFolder.card(new RunFiles(model)).digest(), null));
  }

  private static SharedModels.Lease open(String graph) throws IOException {
    return SharedModels.ofThisProcess()
        .openFor(graph, references, ComputeDevice.AUTO, VictimCatalogue.load());
  }

  @Test
  void aWorkerThatIdledFindsItsModelsOpenUntilAnotherGraphOpensSome() throws IOException {
    Victim first;
    try (SharedModels.Lease lease = open("one")) {
      assertTrue(lease.bytesRead() > 0);
      first = lease.victims().get("text");
    }
    try (SharedModels.Lease lease = open("one")) {
      assertEquals(0, lease.bytesRead());
      assertSame(first, lease.victims().get("text"));
    }
    open("another").close();
    try (SharedModels.Lease lease = open("one")) {
      assertTrue(lease.bytesRead() > 0);
      assertNotSame(first, lease.victims().get("text"));
    }
  }

  @Test
  void modelsInUseAreNotTakenAway() throws IOException {
    try (SharedModels.Lease used = open("in use")) {
      open("another").close();
      try (SharedModels.Lease lease = open("in use")) {
        assertSame(used.victims().get("text"), lease.victims().get("text"));
      }
    }
  }

  @Test
  void modelsOfNoGraphAreClosedByTheirLastUser() throws IOException {
    SharedModels models = SharedModels.ofThisProcess();
    models.open(references, ComputeDevice.AUTO, VictimCatalogue.load()).close();
    try (SharedModels.Lease lease =
        models.open(references, ComputeDevice.AUTO, VictimCatalogue.load())) {
      assertTrue(lease.bytesRead() > 0);
    }
  }
}
