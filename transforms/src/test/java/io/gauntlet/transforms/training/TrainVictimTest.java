package io.gauntlet.transforms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainVictimTest {
  @TempDir private Path models;

  @Test
  void aFusionIsNotTrainedOnTheVictimsOfAnotherSeed() {
    Pipeline pipeline = Pipeline.create();
    List<PCollectionView<List<ModelReference>>> parents =
        List.of(trained(pipeline, "image", 3), trained(pipeline, "text", 4));
    pipeline
        .apply(
            Create.of(
                Study.newBuilder()
                    .setUid("a")
                    .setCaption("clear lungs")
                    .setLabel(ClassNames.NORMAL_ABNORMAL.get(0))
                    .build()))
        .apply(
            TrainVictim.of(
                new TrainableVictim(
                    "late-fusion",
                    new LateFusionDesign(
                        ImmutableSortedMap.of(Modality.IMAGE, "image", Modality.TEXT, "text"),
                        RecipePreset.DEMO.of(VictimKind.LATE))),
                models.toString(),
                TrainingSeeds.ofReplicas(List.of(3L)),
                ComputeDevice.AUTO,
                parents));
    PipelineExecutionException error =
        assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());
    assertEquals(
        "late-fusion of seed 3 needs 2 victims of that seed to fuse, and was given [image]",
        Throwables.getRootCause(error).getMessage());
  }

  private PCollectionView<List<ModelReference>> trained(Pipeline pipeline, String name, long seed) {
    return pipeline
        .apply(
            name,
            Create.of(new ModelReference(name, models.resolve(name).toString(), "sha256:0", seed)))
        .apply("As " + name, View.asList());
  }
}
