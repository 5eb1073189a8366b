package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.loopback.LoopbackScores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A victim behind an endpoint, through the command as a user calls it. */
class ServedVictimTest {
  private static final int STUDIES = 24;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private LoopbackScores server;

  @BeforeEach
  void serve() throws IOException {
    server = new LoopbackScores();
    List<String> reports = new ArrayList<>();
    reports.add("uid,MeSH,Problems,image,indication,findings,impression");
    List<String> projections = new ArrayList<>(List.of("uid,filename,projection"));
    for (int uid = 1; uid <= STUDIES; uid++) {
      String label = uid % 2 == 0 ? "normal" : "Cardiomegaly";
      String heart = uid % 2 == 0 ? "small" : "large";
      reports.add(
          "%s,%s,%s,,cough,the heart is %s,study %s".formatted(uid, label, label, heart, uid));
      projections.add("%s,%s-a.png,Frontal".formatted(uid, uid));
      projections.add("%s,%s-b.png,Lateral".formatted(uid, uid));
    }
    Files.write(folder.resolve("reports.csv"), reports);
    Files.write(folder.resolve("projections.csv"), projections);
    Path victim = Files.createDirectories(folder.resolve("victim"));
    Files.writeString(
        victim.resolve("victim.yaml"),
        "name: served\nhttp: {protocol: json, url: '%s', request: {texts: '{captions}'},"
                .formatted(server.url())
            + " answer: /scores, attempts: 1, price: 0.5}\ncaption: texts\n");
  }

  @AfterEach
  void stop() {
    server.close();
    PipelineOptionsFactory.resetCache();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private int run(String command, String... others) {
    err.reset();
    List<String> arguments = new ArrayList<>(List.of(command, "--modalities=text", "--train=none"));
    arguments.add("--trainFraction=0.5");
    arguments.add("--reports=" + folder.resolve("reports.csv"));
    arguments.add("--projections=" + folder.resolve("projections.csv"));
    arguments.add("--victims=" + folder.resolve("victim"));
    arguments.addAll(List.of(others));
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private JsonNode cell(String attack) throws IOException {
    for (JsonNode cell :
        new ObjectMapper()
            .readTree(folder.resolve("output/scorecard.json").toFile())
            .get("cells")) {
      if (cell.get("attack").asText().equals(attack)) {
        return cell;
      }
    }
    throw new IOException("no cell of " + attack);
  }

  @Test
  void whatNeedsGradientsIsRefusedBeforeItIsAskedAnything() {
    assertEquals(2, run("run", "--attacks=hotflip", "--output=" + folder.resolve("output")));
    assertTrue(said().contains("--attacks: hotflip"), said());
    assertTrue(said().contains("served gives no gradients by token"), said());
    assertEquals(0, server.studies());
  }

  @Test
  void thePlanSaysWhatItCosts() {
    assertEquals(0, run("plan", "--attacks=char-typo"), said());
    String plan = out.toString(StandardCharsets.UTF_8);
    assertTrue(plan.contains("ASKED of served, at most"), plan);
    assertTrue(plan.contains("at 0.5 each"), plan);
    assertFalse(plan.contains("TIME of the attacks"), plan);
    assertEquals(0, server.studies());
  }

  @Test
  void anEndpointThatDiesLosesItsCellsAndGetsThemWhenItIsBack() throws IOException {
    String[] asked = {"--attacks=char-typo", "--output=" + folder.resolve("output")};
    server.answerFor(60);
    assertEquals(1, run("run", asked), said());
    assertTrue(said().contains("cells by which a run is decided have no answers"), said());
    assertFalse(said().contains("heart"), said());
    JsonNode lost = cell("char-typo");
    assertTrue(lost.at("/invalid/victim-gave-no-answer").asInt() > 0, lost.toString());

    server.answerFor(100_000);
    assertEquals(0, run("run", asked), said());
    JsonNode whole = cell("char-typo");
    assertTrue(whole.path("invalid").isMissingNode(), whole.toString());
    assertTrue(whole.get("attack_success_rate").asDouble() > 0, whole.toString());
    assertTrue(
        out.toString(StandardCharsets.UTF_8).contains("studies were asked about over the network"));
  }
}
