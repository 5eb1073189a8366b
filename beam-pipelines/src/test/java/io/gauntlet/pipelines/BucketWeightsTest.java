package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.pipelines.loopback.LoopbackCloud;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.io.RunFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with weights in a bucket. */
class BucketWeightsTest {
  private static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "normal", "heart", "opacity");
  private static final BertEncoder BERT = new BertEncoder(WORDS.size(), 8, 1, 2, 16, 64);

  @TempDir private static Path folder;
  private static LoopbackCloud cloud;

  @BeforeAll
  static void store() throws IOException {
    cloud = new LoopbackCloud();
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 12, 16, 1);
    cloud
        .storage()
        .put("gs://weights/tiny.safetensors", weights(ImageNetwork.named("tiny").parameters()));
    cloud.storage().put("gs://weights/bert/model.safetensors", weights(BERT.parameters()));
    cloud
        .storage()
        .put("gs://weights/bert/config.json", new ObjectMapper().writeValueAsBytes(BERT));
    cloud
        .storage()
        .put(
            "gs://weights/bert/vocab.txt",
            String.join("\n", WORDS).getBytes(StandardCharsets.UTF_8));
    List<String> arguments = new ArrayList<>(cloud.storageOptions());
    arguments.addAll(
        List.of(
            "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
            "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
            "--images=" + cohort.resolve(SyntheticCohort.IMAGES),
            "--output=gs://runs/prepared"));
    PrepareCohort.main(arguments.toArray(String[]::new));
  }

  private static byte[] weights(List<ParameterSpec> parameters) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, parameters, 7)) {
      weights.write(stream);
    }
    return stream.toByteArray();
  }

  @AfterAll
  static void stop() {
    cloud.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void networksBeginWithTheWeightsThatLieInABucket() throws IOException {
    RunTraining.main(
        arguments(
            "trained",
            "--imageWeights=gs://weights/tiny.safetensors",
            "--textModel=bert",
            "--textWeights=gs://weights/bert"));
    // One epoch of one step at a small rate hardly moves a weight.
    checkThatItBeganWith(
        "gs://weights",
        "tiny.safetensors",
        "image",
        ImageNetwork.named("tiny").parameters().get(0).name());
    checkThatItBeganWith(
        "gs://weights/bert",
        "model.safetensors",
        "text",
        "text.embeddings.position_embeddings.weight");
  }

  private static void checkThatItBeganWith(String begin, String file, String model, String tensor)
      throws IOException {
    assertArrayEquals(
        read(begin, file, tensor),
        read("gs://runs/trained/models/" + model, "model.safetensors", tensor),
        1e-4f);
  }

  private static float[] read(String uri, String file, String tensor) throws IOException {
    CheckpointFiles files = new RunFiles(uri);
    try (Checkpoint checkpoint = Checkpoints.open(files, file)) {
      return checkpoint.read(tensor);
    }
  }

  @Test
  void weightsOfAnotherNetworkInABucketAreRefusedAtLaunch() {
    UsageException error =
        assertThrows(
            UsageException.class,
            () ->
                RunTraining.main(
                    arguments(
                        "refused",
                        "--imageModel=small",
                        "--imageWeights=gs://weights/tiny.safetensors")));
    assertTrue(
        error.getMessage().startsWith("--imageWeights: gs://weights/tiny.safetensors: tensor"),
        error.getMessage());
    UsageException none =
        assertThrows(
            UsageException.class,
            () -> RunTraining.main(arguments("refused", "--imageWeights=gs://weights/away")));
    assertTrue(none.getMessage().contains("away is not a file and no folder"), none.getMessage());
    assertEquals(0, cloud.storage().under("gs://runs/refused").size());
  }

  private static String[] arguments(String name, String... more) {
    List<String> arguments = new ArrayList<>(cloud.storageOptions());
    arguments.addAll(
        List.of(
            "--output=gs://runs/" + name,
            "--studiesFrom=gs://runs/prepared",
            "--imageSize=16",
            "--imageEpochs=1",
            "--textEpochs=1",
            "--earlyEpochs=1",
            "--lateEpochs=1",
            "--imageLearningRate=1e-6",
            "--textLearningRate=1e-6"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
