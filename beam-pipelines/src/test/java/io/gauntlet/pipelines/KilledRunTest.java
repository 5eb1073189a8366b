package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command in a process of its own, killed while it trains, and called again. */
@Tag("long")
class KilledRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aRunKilledWhileItTrainsEndsWithTheSameModelsAndScores() throws Exception {
    assertEquals(0, run("calm").waitFor());

    Process killed = run("killed");
    int epoch = 0;
    while (epoch < 2) {
      assertTrue(killed.isAlive(), "it ended before it could be killed");
      Thread.sleep(5);
      epoch = checkpointed("killed");
    }
    killed.destroyForcibly();
    assertTrue(killed.waitFor(1, TimeUnit.MINUTES));
    assertFalse(Files.exists(folder.resolve("killed/models/image/card.json")));

    assertEquals(0, run("killed").waitFor());
    assertEquals(read("calm/run.json").get("models"), read("killed/run.json").get("models"));
    assertEquals(
        read("calm/scorecard.json").get("cells"), read("killed/scorecard.json").get("cells"));
    JsonNode curve = read("killed/models/image/card.json").get("curve");
    assertEquals(8, curve.size());
    assertEquals(losses("calm"), losses("killed"));
    try (Stream<Path> files = Files.walk(folder.resolve("killed/models"))) {
      assertEquals(
          List.of(),
          files.filter(file -> file.getFileName().toString().contains("checkpoint")).toList());
    }
  }

  private List<Double> losses(String run) throws IOException {
    List<Double> losses = new ArrayList<>();
    read(run + "/models/image/card.json")
        .get("curve")
        .forEach(epoch -> losses.add(epoch.get("loss").asDouble()));
    return losses;
  }

  private int checkpointed(String run) throws IOException {
    Path marker = folder.resolve(run).resolve("models/image/checkpoint.json");
    return Files.exists(marker) ? JSON.readTree(marker.toFile()).at("/state/epoch").asInt() : 0;
  }

  private JsonNode read(String file) throws IOException {
    return JSON.readTree(folder.resolve(file).toFile());
  }

  private Process run(String output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            GauntletCommand.class.getName(),
            "demo",
            "--output=" + folder.resolve(output),
            "--studies=80",
            "--imageSize=24",
            "--imageEpochs=8",
            "--textEpochs=2",
            "--earlyEpochs=1",
            "--lateEpochs=2",
            "--attacks=fgsm",
            "--transfers=none")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(output + ".log").toFile())
        .start();
  }
}
