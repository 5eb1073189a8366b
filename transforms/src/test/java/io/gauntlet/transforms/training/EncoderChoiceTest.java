package io.gauntlet.transforms.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ModelCard;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderChoiceTest {
  private static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "normal", "heart", "opacity");
  private static final BertEncoder BERT = new BertEncoder(WORDS.size(), 8, 1, 2, 16, 6);
  private static final String POSITIONS = "text.embeddings.position_embeddings.weight";

  @TempDir private Path folder;

  @Test
  void trainingBeginsWithTheWeightsOfOthersAndCountsTheCaptionsItCuts() throws IOException {
    EncoderChoice choice = new EncoderChoice(Modality.TEXT, "bert", bert("bert", 7).toString());
    choice.check();
    PipelineResult result = train(choice);
    ModelCard card = card();
    assertEquals(1, card.captionsCut());
    assertEquals(
        1L,
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(TrainVictim.class, "captions-cut"))
                    .build())
            .getCounters()
            .iterator()
            .next()
            .getAttempted());
    // Adam moves a weight by about the learning rate at most.
    assertArrayEquals(
        read(folder.resolve("bert"), "model.safetensors", POSITIONS),
        read(folder.resolve("models/text"), "model.safetensors", POSITIONS),
        1e-4f);

    train(new EncoderChoice(Modality.TEXT, "bert", bert("other", 8).toString()));
    assertNotEquals(card.trainingDigest(), card().trainingDigest());
    assertNotEquals(card.digest(), card().digest());
  }

  @Test
  void aSingleFileOfWeightsIsFoundToo() throws IOException {
    EncoderChoice choice =
        new EncoderChoice(
            Modality.TEXT, "bert", bert("bert", 7).resolve("model.safetensors").toString());
    choice.check();
    assertEquals(
        choice.digest(),
        new EncoderChoice(Modality.TEXT, "bert", folder.resolve("bert").toString()).digest());
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedBeforeTraining() throws IOException {
    ImageNetwork tiny = ImageNetwork.named("tiny");
    Path file = folder.resolve("tiny.safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, tiny.parameters(), 1);
        OutputStream stream = Files.newOutputStream(file)) {
      weights.write(stream);
    }
    new EncoderChoice(Modality.IMAGE, "tiny", file.toString()).check();
    IOException error =
        assertThrows(
            IOException.class,
            () -> new EncoderChoice(Modality.IMAGE, "small", file.toString()).check());
    assertTrue(error.getMessage().contains("tiny.safetensors: tensor image."), error.getMessage());
    IOException none =
        assertThrows(
            IOException.class,
            () -> new EncoderChoice(Modality.IMAGE, "tiny", folder + "/away").check());
    assertTrue(none.getMessage().contains("away is not a file and no folder"), none.getMessage());
    IOException other =
        assertThrows(
            IOException.class,
            () -> new EncoderChoice(Modality.TEXT, "minilm", bert("bert", 1).toString()).check());
    assertTrue(other.getMessage().contains("take the text model 'bert'"), other.getMessage());
  }

  @Test
  void weightsAreGivenWhereTheyAreNeeded() {
    IllegalArgumentException unknown =
        assertThrows(
            IllegalArgumentException.class, () -> new EncoderChoice(Modality.TEXT, "gpt", null));
    assertTrue(unknown.getMessage().contains("clinical-bert"), unknown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new EncoderChoice(Modality.TEXT, "clinical-bert", null));
    assertThrows(
        IllegalArgumentException.class, () -> new EncoderChoice(Modality.TEXT, "tiny", "weights"));
    assertThrows(
        IllegalArgumentException.class, () -> new EncoderChoice(Modality.IMAGE, "vgg", null));
  }

  /** A BERT as Hugging Face publishes it. */
  private Path bert(String name, long seed) throws IOException {
    Path bert = Files.createDirectories(folder.resolve(name));
    Files.write(bert.resolve("config.json"), new ObjectMapper().writeValueAsBytes(BERT));
    Files.write(bert.resolve("vocab.txt"), WORDS);
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, BERT.parameters(), seed);
        OutputStream stream = Files.newOutputStream(bert.resolve("model.safetensors"))) {
      weights.write(stream);
    }
    return bert;
  }

  private float[] read(Path in, String file, String tensor) throws IOException {
    try (Checkpoint checkpoint = Checkpoints.open(new RunFiles(in.toString()), file)) {
      return checkpoint.read(tensor);
    }
  }

  private ModelCard card() throws IOException {
    return ModelFolder.card(new RunFiles(folder.resolve("models/text").toString()));
  }

  private PipelineResult train(EncoderChoice choice) {
    List<Study> studies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      studies.add(
          Study.newBuilder()
              .setUid("s" + i)
              .setCaption(i == 0 ? "normal heart ".repeat(9) : i % 2 == 0 ? "normal" : "opacity")
              .setLabel(i % 2 == 0 ? ClassNames.NORMAL : ClassNames.ABNORMAL)
              .build());
    }
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(studies).withCoder(AvroCoder.of(Study.class)))
        .apply(
            TrainVictims.into(folder.resolve("models").toString())
                .of(
                    new VictimList(
                        List.of(
                            new TrainableVictim(
                                "text",
                                new TextDesign(choice, Recipe.of(1, 8, 1e-5, 1, 0.5, 1)))))));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }
}
