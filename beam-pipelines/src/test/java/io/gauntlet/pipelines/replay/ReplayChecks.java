package io.gauntlet.pipelines.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.PartSummary;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What {@code gauntlet replay} says and writes of a run that attacked images, words and both. */
public final class ReplayChecks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double LEVELS = 65_535;

  private ReplayChecks() {}

  private record Said(int status, String text) {}

  /**
   * Replays outcomes of a run.
   *
   * @param run with late fusion under {@code pgd:steps=3}, alone and with {@code synonym-greedy}
   * @param folder for what is written
   */
  public static void replays(Path run, Path folder) throws IOException {
    PartSummary part = RunParts.of(RunLayout.of(run.toString())).summaries().get(0);
    String uid = part.studies().get(0).uid();
    imagesAreWritten(run, folder.resolve("pgd"), uid);
    answersAreTheQueriesOfTheOutcome(run, folder.resolve("joint"), uid);
    whatIsNotThereIsNamed(run, uid);
  }

  private static void imagesAreWritten(Path run, Path output, String uid) throws IOException {
    Said said = say(run, uid, "late-fusion", "pgd:steps=3", "--stop-at=2", "--output=" + output);
    assertEquals(0, said.status(), said.text());
    assertTrue(said.text().contains("bit for bit"), said.text());
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(output)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    Set<String> expected = new TreeSet<>(List.of("captions.txt", "replay.json", "trajectory.csv"));
    for (String name : List.of("before", "after", "difference", "stopped", "stopped-difference")) {
      expected.add(name + "-frontal.png");
      expected.add(name + "-lateral.png");
    }
    assertEquals(expected, names);
    JsonNode json = JSON.readTree(output.resolve("replay.json").toFile());
    double largest = json.at("/after/largest_pixel_change").asDouble();
    assertEquals(json.get("linf").asDouble(), largest, 1e-6);
    double seen = 0;
    double seenAtStop = 0;
    for (String view : List.of("frontal", "lateral")) {
      seen = Math.max(seen, change(output, "after", view));
      seenAtStop = Math.max(seenAtStop, change(output, "stopped", view));
    }
    assertEquals(largest, seen, 2 / LEVELS);
    assertEquals(json.at("/stopped/largest_pixel_change").asDouble(), seenAtStop, 2 / LEVELS);
  }

  private static double change(Path output, String name, String view) throws IOException {
    Raster before = read(output, "before", view);
    Raster after = read(output, name, view);
    double largest = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        int change = after.getSample(x, y, 0) - before.getSample(x, y, 0);
        largest = Math.max(largest, Math.abs(change) / LEVELS);
      }
    }
    return largest;
  }

  private static Raster read(Path output, String name, String view) throws IOException {
    BufferedImage image = ImageIO.read(output.resolve(name + "-" + view + ".png").toFile());
    assertEquals(16, image.getColorModel().getPixelSize());
    return image.getRaster();
  }

  private static void answersAreTheQueriesOfTheOutcome(Path run, Path output, String uid)
      throws IOException {
    Said said =
        say(
            run,
            uid,
            "late-fusion",
            "pgd:steps=3+synonym-greedy:fraction=0.1",
            "--output=" + output);
    assertEquals(0, said.status(), said.text());
    JsonNode json = JSON.readTree(output.resolve("replay.json").toFile());
    assertEquals(json.get("queries").asInt(), json.get("trajectory").size(), said.text());
    assertEquals(
        json.get("queries").asInt() + 1,
        Files.readAllLines(output.resolve("trajectory.csv")).size());
    String last = json.at("/trajectory").get(json.get("queries").asInt() - 1).toString();
    assertTrue(last.contains("\"caption\""), last);
  }

  private static void whatIsNotThereIsNamed(Path run, String uid) {
    misused(run, uid + "0", "late-fusion", "pgd:steps=3", "--uid: there is no study");
    misused(run, uid, "late-fusio", "pgd:steps=3", "did you mean 'late-fusion'?");
    misused(run, uid, "late-fusion", "pgdd", "did you mean 'pgd'?");
    misused(run, uid, "late-fusion", "pgd:steps=4", "--attack: there is no 'pgd:steps=4' in the");
  }

  private static void misused(Path run, String uid, String victim, String attack, String message) {
    Said said = say(run, uid, victim, attack);
    assertEquals(2, said.status(), said.text());
    assertEquals(1, said.text().lines().count(), said.text());
    assertTrue(said.text().contains(message), said.text());
  }

  private static Said say(Path run, String uid, String victim, String attack, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                "--run=" + run,
                "--uid=" + uid,
                "--victim=" + victim,
                "--attack=" + attack));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(printed, printed).run(arguments);
    return new Said(status, bytes.toString(StandardCharsets.UTF_8));
  }
}
