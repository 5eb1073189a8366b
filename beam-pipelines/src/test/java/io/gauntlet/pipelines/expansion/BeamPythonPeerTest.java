package io.gauntlet.pipelines.expansion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.failure.LastLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.sdk.expansion.service.ExpansionServiceOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples in Python and YAML run as they are shipped: Beam's Python is in a virtual
 * environment under {@code target/}. Where there is no Python or no index of packages, the test is
 * skipped and says so.
 */
@Tag("peers")
class BeamPythonPeerTest {
  private static final String PINNED = "apache-beam[yaml]==2.73.0";
  private static final Path EXAMPLES = Path.of("../templates/examples").toAbsolutePath();
  private static final int STUDIES = 60;

  private static final Set<String> CELLS =
      ImmutableSortedSet.of(
          "early-fusion drop-text",
          "early-fusion fgsm:epsilon=0.03",
          "early-fusion none",
          "ensemble drop-text",
          "ensemble fgsm:epsilon=0.03",
          "ensemble none",
          "image fgsm:epsilon=0.03",
          "image none",
          "late-fusion drop-text",
          "late-fusion fgsm:epsilon=0.03",
          "late-fusion none",
          "text drop-text",
          "text none");

  @TempDir private static Path folder;
  private static Path python;
  private static ExpansionServer server;

  private record Ended(int status, String said) {}

  @BeforeAll
  static void start() throws Exception {
    Path environment = Path.of("target/peers", PINNED).toAbsolutePath();
    python = environment.resolve("bin/python");
    Path installed = environment.resolve("installed");
    if (!Files.exists(installed)) {
      boolean done =
          run(List.of("python3", "-m", "venv", environment.toString())).status() == 0
              && run(List.of(python.toString(), "-m", "pip", "install", "-q", PINNED)).status()
                  == 0;
      assumeTrue(done, "no Python with " + PINNED);
      Files.createFile(installed);
    }
    SyntheticCohort.write(folder.resolve("cohort"), STUDIES, 16, 1);
    ExpansionServiceOptions options =
        PipelineOptionsFactory.create().as(ExpansionServiceOptions.class);
    options.setAlsoStartLoopbackWorker(true);
    server = ExpansionServer.start(0, options, LastLine::ofStack);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Ended(-1, e.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static Ended example(Path cohort, Path results, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                python.toString(),
                EXAMPLES.resolve("beam_pipeline.py").toString(),
                "--service=localhost:" + server.port(),
                "--cohort=" + cohort,
                "--results=" + results));
    command.addAll(List.of(options));
    return run(command);
  }

  @Test
  void theExampleInPythonGoesFromTablesToCells() throws Exception {
    Path results = folder.resolve("python");
    Ended ended = example(folder.resolve("cohort"), results);
    assertEquals(0, ended.status(), ended.said());
    assertEquals(CELLS, cells(results));
  }

  @Test
  void whatIsWrongIsASentence() throws Exception {
    Path away = folder.resolve("away");
    Ended ended = example(away, folder.resolve("none"));
    assertTrue(ended.status() != 0, ended.said());
    assertTrue(ended.said().contains("reports: "), ended.said());
    assertTrue(!ended.said().contains("at io.gauntlet."), ended.said());
  }

  @Test
  void theExampleInYamlGoesFromTablesToCells() throws Exception {
    Path results = folder.resolve("yaml");
    String variables =
        new ObjectMapper()
            .writeValueAsString(
                new ObjectMapper()
                    .createObjectNode()
                    .put("service", "localhost:" + server.port())
                    .put("cohort", folder.resolve("cohort").toString())
                    .put("output", results.toString()));
    Ended ended =
        run(
            List.of(
                python.toString(),
                "-m",
                "apache_beam.yaml.main",
                "--yaml_pipeline_file=" + EXAMPLES.resolve("beam_pipeline.yaml"),
                "--jinja_variables=" + variables));
    assertEquals(0, ended.status(), ended.said());
    assertEquals(CELLS, cells(results));
  }

  private static Set<String> cells(Path results) throws IOException {
    Set<String> cells = new TreeSet<>();
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode cell = json.readTree(line);
          assertTrue(cell.path("n").asInt() > 0, line);
          cells.add(cell.path("victim").asText() + " " + cell.path("attack").asText());
        }
      }
    }
    return cells;
  }
}
