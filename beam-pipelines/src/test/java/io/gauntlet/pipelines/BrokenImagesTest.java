package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.command.PrintedSchemas;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.stage.HistoryTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate two of whose images broke on the way: its studies are no longer asked about. */
class BrokenImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRICT =
      "{alpha: 0.5, primaries: [{victim: image, attack: none, metric: accuracy, margin: 0.3}]";

  @TempDir private static Path folder;

  /** What a command said, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeAll
  static void breakImages() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 60, 16, 1);
    assertEquals(0, run("first", "fgsm").status());
    Path broken = Files.createDirectories(folder.resolve("broken"));
    try (Stream<Path> images = Files.list(images())) {
      for (Path image : images.toList()) {
        Files.copy(image, broken.resolve(image.getFileName()));
      }
    }
    List<Path> attacked = imagesOfTwoStudies();
    for (Path image : attacked) {
      byte[] whole = Files.readAllBytes(image);
      Files.write(broken.resolve(image.getFileName()), Arrays.copyOf(whole, whole.length / 2));
    }
    assertEquals(0, again("cut", "fgsm").status());
    Files.writeString(folder.resolve("strict.yaml"), STRICT + "}");
    Files.writeString(folder.resolve("lenient.yaml"), STRICT + ", allowInvalid: 2}");
  }

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static Path images() {
    return folder.resolve("cohort").resolve(SyntheticCohort.IMAGES);
  }

  /** A frontal image of each of two studies of the test part. */
  private static List<Path> imagesOfTwoStudies() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    Set<String> uids = RunByHand.uids(folder.resolve("first"));
    for (String line :
        Files.readAllLines(folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS))) {
      List<String> cells = Splitter.on(',').splitToList(line);
      if (uids.contains(cells.get(0)) && found.size() < 2) {
        found.putIfAbsent(cells.get(0), images().resolve(cells.get(1)));
      }
    }
    assertEquals(2, found.size());
    return List.copyOf(found.values());
  }

  @Test
  void whatACandidateCouldNotReadCountsAsWrongOfIt() throws IOException {
    Said strict = gate("strict");
    assertEquals(3, strict.status(), strict.text());
    assertTrue(
        strict.text().contains("2 studies are without a valid answer (unreadable-picture)"),
        strict.text());
    JsonNode verdict = verdict("cut");
    assertEquals("ANSWERS_INVALID", verdict.at("/causes/0/code").asText());
    assertEquals(2, verdict.at("/causes/0/numbers/studies").asInt());
    assertEquals(List.of(), PrintedSchemas.errors("verdict", folder.resolve("cut/verdict.json")));

    Said lenient = gate("lenient");
    assertEquals(0, lenient.status(), lenient.text());
    assertEquals(
        JSON.readTree(folder.resolve("first/run.json").toFile())
            .at("/manifest/totals/studies")
            .asInt(),
        verdict("cut").at("/primaries/0/studies").asInt());
    String said = "could not use 2 studies of the reference (unreadable-picture)";
    assertTrue(lenient.text().contains(said), lenient.text());
    for (String file : List.of("report.html", "verdict.sarif")) {
      assertTrue(Files.readString(folder.resolve("cut").resolve(file)).contains(said), file);
    }
  }

  /** The models of the reference are asked about what the candidate could read, and no more. */
  @Test
  void attackingTheReferenceAgainIsNoWayAround() throws IOException {
    Said strict = gate("strict", "--reattack");
    assertEquals(3, strict.status(), strict.text());
    assertEquals("ANSWERS_INVALID", verdict("cut").at("/causes/0/code").asText());
    assertEquals(2, verdict("cut").at("/causes/0/numbers/studies").asInt());
    Said lenient = gate("lenient", "--reattack");
    assertEquals(0, lenient.status(), lenient.text());

    // A sample leaves out most studies on purpose, and a study of another attack was never asked.
    assertEquals(0, again("sampled", "fgsm:epsilon=0.5", "--sample=6").status());
    Said sampled = gateOf("sampled", "lenient", "--reattack");
    int compared = verdict("sampled").at("/primaries/0/studies").asInt();
    assertTrue(6 <= compared && compared <= 8, sampled.text());
  }

  @Test
  @Tag("long")
  void aNightSaysSoToo() throws IOException {
    night("night", "--reattackReference=true", "--attacks=none");
    assertEquals("INCONCLUSIVE", verdict("night").get("status").asText());
    assertEquals("ANSWERS_INVALID", verdict("night").at("/causes/0/code").asText());
    assertEquals(2, verdict("night").at("/causes/0/numbers/studies").asInt());
    JsonNode early =
        JSON.readTree(folder.resolve("night").resolve("verdict-of-primaries.json").toFile());
    assertEquals(2, early.at("/causes/0/numbers/studies").asInt(), early.toString());
  }

  private static void night(String name, String... more) throws IOException {
    List<String> arguments = with(arguments(name, "fgsm"), "--images=" + folder.resolve("broken"));
    arguments.add("--modelsFrom=" + folder.resolve("first"));
    arguments.add("--referenceRun=" + folder.resolve("first"));
    arguments.add("--policyFile=" + folder.resolve("strict.yaml"));
    arguments.add("--tempLocation=" + folder.resolve("temp"));
    NightlyRegression.run(
        Launch.options(NightlyOptions.class, with(arguments, more).toArray(String[]::new)),
        HistoryTable::append);
  }

  private static Said gate(String policy, String... more) {
    return gateOf("cut", policy, more);
  }

  private static Said gateOf(String candidate, String policy, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("gate");
    arguments.add("--reference=" + folder.resolve("first"));
    arguments.add("--candidate=" + folder.resolve(candidate));
    arguments.add("--policy=" + folder.resolve(policy + ".yaml"));
    arguments.addAll(List.of(more));
    return say(arguments);
  }

  /** The models of the first run on images of which two are broken. */
  private static Said again(String name, String attacks, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--images=" + folder.resolve("broken"));
    all.add("--modelsFrom=" + folder.resolve("first"));
    return run(name, attacks, all.toArray(String[]::new));
  }

  private static Said run(String name, String attacks, String... more) {
    List<String> arguments = with(arguments(name, attacks), more);
    arguments.add(0, "run");
    return say(arguments);
  }

  private static List<String> arguments(String name, String attacks) {
    return new ArrayList<>(
        List.of(
            "--reports=" + folder.resolve("cohort").resolve(SyntheticCohort.REPORTS),
            "--projections=" + folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS),
            "--images=" + images(),
            "--output=" + folder.resolve(name),
            "--modalities=image",
            "--imageSize=16",
            "--imageEpochs=2",
            "--trainFraction=0.5",
            "--attacks=" + attacks,
            "--transfers=none"));
  }

  private static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    for (String option : more) {
      String start = option.substring(0, option.indexOf('=') + 1);
      all.removeIf(argument -> argument.startsWith(start));
      all.add(option);
    }
    return all;
  }

  private static Said say(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(printed, printed).run(arguments);
    return new Said(status, bytes.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode verdict(String run) throws IOException {
    return JSON.readTree(folder.resolve(run).resolve("verdict.json").toFile());
  }
}
