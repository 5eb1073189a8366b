package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.transforms.io.RunFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed by SIGKILL where they stand. */
class KilledTrainingTest {
  private static final int KILLED = 128 + 9;
  private static final List<String> FINISHED =
      List.of("card.json", "config.json", "model.safetensors");

  @TempDir private Path folder;

  @Test
  void aTrainingKilledAgainAndAgainEndsWithTheSameWeights() throws Exception {
    Path calm = folder.resolve("calm");
    List<EpochSummary> all = new ArrayList<>();
    String expected = train(calm, all);
    assertEquals(TrainingProcess.EPOCHS, all.size());
    assertEquals(FINISHED, files(calm));

    Path killed = folder.resolve("killed");
    int imagesInEpoch = TrainingProcess.STUDIES;
    kill(killed, "READING", imagesInEpoch / 2);
    assertEquals(List.of(), files(killed), "nothing to go on from in the first epoch");
    kill(killed, "READING", 2 * imagesInEpoch + imagesInEpoch / 2);
    assertEquals(2, checkpointed(killed), "in the middle of the third epoch");
    kill(killed, "WRITING", 1, "checkpoint-3.safetensors");
    assertEquals(2, checkpointed(killed), "in the middle of the third epoch's tensors");
    assertTrue(
        files(killed).get(0).startsWith(".checkpoint-3.safetensors."), files(killed).toString());
    kill(killed, "WRITING", 2, "checkpoint.json");
    assertEquals(
        3, checkpointed(killed), "the fourth epoch's tensors are there, its marker is not");
    assertTrue(files(killed).contains("checkpoint-4.safetensors"), files(killed).toString());
    kill(killed, "WRITING", 1, "card.json");
    assertEquals(TrainingProcess.EPOCHS, checkpointed(killed));
    assertFalse(files(killed).contains("card.json"));

    List<EpochSummary> none = new ArrayList<>();
    assertEquals(expected, train(killed, none));
    assertEquals(List.of(), none, "every epoch was behind it");
    assertEquals(FINISHED, files(killed));
    assertEquals(
        -1, Files.mismatch(calm.resolve("model.safetensors"), killed.resolve("model.safetensors")));
  }

  @Test
  void aDamagedCheckpointIsIgnored() throws Exception {
    Path killed = folder.resolve("damaged");
    kill(killed, "READING", TrainingProcess.STUDIES + 1);
    Path tensors = killed.resolve("checkpoint-1.safetensors");
    byte[] bytes = Files.readAllBytes(tensors);
    bytes[bytes.length - 1] ^= 1;
    Files.write(tensors, bytes);
    List<EpochSummary> trained = new ArrayList<>();
    train(killed, trained);
    assertEquals(TrainingProcess.EPOCHS, trained.size());

    for (String marker :
        List.of(
            "{\"trainingDigest\": \"sha256:1\", \"file\": \"checkpoint-1.safe",
            "{\"trainingDigest\": \"sha256:1\"}",
            "{\"trainingDigest\": \"sha256:2\", \"file\": \"\", \"hash\": \"\", \"state\": null}")) {
      Files.writeString(killed.resolve("checkpoint.json"), marker);
      trained.clear();
      train(killed, trained);
      assertEquals(TrainingProcess.EPOCHS, trained.size());
    }
  }

  private static String train(Path model, List<EpochSummary> trained) throws IOException {
    return TrainingProcess.train(new RunFiles(model.toString()), () -> {}, trained);
  }

  private static void kill(Path model, String point, int count, String... file) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            TrainingProcess.class.getName(),
            model.toString(),
            point,
            Integer.toString(count)));
    command.addAll(List.of(file));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null && !line.equals(TrainingProcess.READY)) {
        said.add(line);
        line = reader.readLine();
      }
      assertEquals(TrainingProcess.READY, line, () -> String.join("\n", said));
      process.destroyForcibly();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(KILLED, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private static int checkpointed(Path model) throws IOException {
    return new ObjectMapper()
        .readTree(model.resolve("checkpoint.json").toFile())
        .at("/state/epoch")
        .asInt();
  }

  private static List<String> files(Path model) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.exists(model)) {
      try (var files = Files.list(model)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return List.copyOf(names);
  }
}
