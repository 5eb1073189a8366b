package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

  /** As by Ctrl-C, or by a service that stops its jobs. */
  @Test
  void aRunThatIsStoppedSaysInItsLastLineHowItGoesOn() throws Exception {
    Process stopped = run("stopped");
    while (checkpointed("stopped") < 1) {
      assertTrue(stopped.isAlive(), "it ended before it could be stopped");
      Thread.sleep(5);
    }
    stopped.destroy();
    assertTrue(stopped.waitFor(1, TimeUnit.MINUTES));
    assertEquals(128 + 15, stopped.exitValue());
    List<String> lines = Files.readAllLines(folder.resolve("stopped.log"));
    assertEquals(
        "gauntlet: interrupted; call the same command again, and it goes on where it stopped",
        lines.get(lines.size() - 1));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("\tat ")), lines::toString);
    assertEquals(0, run("stopped").waitFor());
  }

  /** Whatever was finished when it died is not made again. */
  @Test
  void anAttackKilledTwentyTimesAtAnyTimeEndsWithTheSameScores() throws Exception {
    Instant start = Instant.now();
    assertEquals(0, attack("quiet").waitFor());
    long whole = Duration.between(start, Instant.now()).toMillis();
    Random random = new Random(20);
    int kills = 0;
    for (int round = 0; kills < 20; round++) {
      String run = "often-" + round;
      Process process = attack(run);
      while (!process.waitFor(random.nextLong(whole), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        kills++;
        Map<Path, FileTime> finished = finished(run);
        process = attack(run);
        Thread.sleep(random.nextLong(whole / 2));
        finished.forEach((file, time) -> assertEquals(time, written(file), file.toString()));
      }
      assertEquals(0, process.exitValue());
      assertEquals(
          read("quiet/scorecard.json").get("cells"), read(run + "/scorecard.json").get("cells"));
      assertEquals(
          read("quiet/run.json").get("manifest").get("ranges"),
          read(run + "/run.json").get("manifest").get("ranges"));
    }
  }

  /** The outcomes that have a summary, which is written after them, and when they were written. */
  private Map<Path, FileTime> finished(String run) throws IOException {
    Path outcomes = folder.resolve(run).resolve("outcomes");
    if (!Files.isDirectory(outcomes)) {
      return Map.of();
    }
    Map<Path, FileTime> finished = new TreeMap<>();
    try (Stream<Path> files = Files.list(outcomes)) {
      files
          .filter(file -> file.getFileName().toString().matches("batch-.*\\.json"))
          .map(file -> file.resolveSibling(file.getFileName().toString().replace(".json", ".avro")))
          .forEach(file -> finished.put(file, written(file)));
    }
    return finished;
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Little training, and parts of a second or so. */
  private Process attack(String output) throws IOException {
    return start(
        output,
        "--imageEpochs=1",
        "--textEpochs=1",
        "--earlyEpochs=1",
        "--lateEpochs=1",
        "--attacks=fgsm,pgd,half-sentence-deletion,pwws",
        "--attackBatch=4");
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
    return start(
        output,
        "--imageEpochs=8",
        "--textEpochs=2",
        "--earlyEpochs=1",
        "--lateEpochs=2",
        "--attacks=fgsm");
  }

  private Process start(String output, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
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
                "--transfers=none"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(output + ".log").toFile())
        .start();
  }
}
