package io.gauntlet.pipelines.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.post.JudgedRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
  @TempDir private static Path folder;
  @TempDir private Path output;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void makeRuns() throws IOException {
    JudgedRuns.make(folder.resolve("old"), 10);
  }

  @BeforeEach
  void judge() throws IOException {
    if (!Files.exists(folder.resolve("run"))) {
      JudgedRuns.make(folder.resolve("run"), 10);
      assertEquals(0, run("report", "--output=" + folder.resolve("run")));
    }
    JudgedRuns.policy(folder.resolve("policy.yaml"));
    assertEquals(
        0,
        run(
            "gate",
            "--reference=" + folder.resolve("old"),
            "--candidate=" + folder.resolve("run"),
            "--policy=" + folder.resolve("policy.yaml")),
        said());
  }

  @Test
  void everythingIsInItInBytesThatDoNotChangeAndNoWordsOfPatients() throws IOException {
    Path one = evidence("one.zip");
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(evidence("two.zip")));
    try (ZipFile zip = new ZipFile(one.toFile())) {
      List<String> names = Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
      assertEquals(names.stream().sorted().toList(), names);
      assertEquals(
          Set.of(
              "SHA256SUMS",
              "coverage.md",
              "policy.yaml",
              "report.html",
              "run.json",
              "scorecard.json",
              "verdict.json",
              "verdict.junit.xml",
              "verdict.sarif"),
          Set.copyOf(names));
      for (String line : text(zip, "SHA256SUMS").lines().toList()) {
        assertEquals(
            line.substring(0, 64),
            Hashing.sha256().hashBytes(bytes(zip, line.substring(66))).toString());
      }
      for (String name : names) {
        assertFalse(text(zip, name).contains(JudgedRuns.WORD), name);
      }
      assertTrue(text(zip, "policy.yaml").contains("metric: accuracy, margin: 0.1"));
      String coverage = text(zip, "coverage.md");
      assertTrue(coverage.contains("AML.T0043.000"), coverage);
      assertFalse(coverage.contains("AML.T0043.002"), coverage);
    }
    try (ZipFile zip = new ZipFile(evidence("words.zip", "--withGallery").toFile())) {
      assertTrue(text(zip, "report.html").contains(JudgedRuns.WORD));
    }
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    refused("scorecard.json", "\"n\":100", "\"n\":101", "is not what the outcomes come to");
    refused("verdict.json", "sha256:", "sha256:0", "is not on these outcomes");
    refused("verdict.json", "\"status\"", "\"sta", "decide anew");
    refused("run.json", "\"seed\"", "\"sead\"", "was changed after the run wrote it");
  }

  /** One that was kept elsewhere counts if it is on these outcomes, and is what the page shows. */
  @Test
  void aVerdictMayBeKeptElsewhere() throws IOException {
    Path run = folder.resolve("run");
    Path kept = output.resolve("kept.json");
    Files.copy(run.resolve("verdict.json"), kept);
    Files.writeString(folder.resolve("strict.yaml"), "primaries: [{attack: none, margin: 0.001}]");
    String[] gate = {
      "gate",
      "--reference=" + folder.resolve("old"),
      "--candidate=" + run,
      "--policy=" + folder.resolve("strict.yaml")
    };
    assertEquals(3, run(gate), said());
    try (ZipFile zip = new ZipFile(evidence("kept.zip", "--verdict=" + kept).toFile())) {
      assertEquals(Files.readString(kept), text(zip, "verdict.json"));
      assertTrue(text(zip, "policy.yaml").contains("margin: 0.1"));
      String page = text(zip, "report.html");
      assertTrue(page.contains("The primary comparison rules out a drop of its margin."), page);
      assertEquals(
          "PASS",
          new ObjectMapper()
              .readTree(text(zip, "verdict.sarif"))
              .at("/runs/0/properties/status")
              .asText());
      assertNull(zip.getEntry("verdict.junit.xml"));
    }
    notOn(kept, "sha256:", "sha256:0", " is not on these outcomes; gauntlet gate");
    notOn(kept, "\"manifest\"", "\"manifesto\"", "decide");
    Path none = output.resolve("none.json");
    assertEquals(2, run(withVerdict(none)));
    assertTrue(said().startsWith("gauntlet: --verdict: " + none + " has no verdict"), said());
  }

  private void notOn(Path kept, String what, String instead, String said) throws IOException {
    Path other = output.resolve("other.json");
    Files.writeString(other, Files.readString(kept).replaceFirst(what, instead));
    assertEquals(2, run(withVerdict(other)));
    assertTrue(said().startsWith("gauntlet: --verdict: "), said());
    assertTrue(said().contains(other.toString()) && said().contains(said), said());
  }

  private String[] withVerdict(Path verdict) {
    return new String[] {
      "evidence",
      "--run=" + folder.resolve("run"),
      "--verdict=" + verdict,
      "--output=" + output + "/no.zip"
    };
  }

  private void refused(String file, String what, String instead, String said) throws IOException {
    Path altered = folder.resolve("run").resolve(file);
    String text = Files.readString(altered);
    String other = text.replaceFirst(what.replace("\"n\":100", "\"n\" ?: ?100"), instead);
    assertFalse(text.equals(other), "nothing was replaced in " + text);
    Files.writeString(altered, other);
    try {
      assertEquals(
          2, run("evidence", "--run=" + folder.resolve("run"), "--output=" + output + "/no.zip"));
      assertTrue(said().contains(said), said());
      assertFalse(Files.exists(output.resolve("no.zip")));
    } finally {
      Files.writeString(altered, text);
    }
  }

  @Test
  void aRunWithoutAVerdictSaysHowToGetOne() throws IOException {
    assertEquals(
        2, run("evidence", "--run=" + folder.resolve("old"), "--output=" + output + "/no.zip"));
    assertTrue(said().contains("has no verdict; gauntlet gate"), said());
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Path there = Files.writeString(output.resolve("there.zip"), "mine");
    assertEquals(2, run("evidence", "--run=" + folder.resolve("run"), "--output=" + there));
    assertEquals("mine", Files.readString(there));
  }

  private Path evidence(String name, String... options) {
    Path file = output.resolve(name);
    List<String> all =
        new ArrayList<>(List.of("evidence", "--run=" + folder.resolve("run"), "--output=" + file));
    all.addAll(List.of(options));
    assertEquals(0, run(all.toArray(String[]::new)), said());
    return file;
  }

  private int run(String... arguments) {
    err.reset();
    return new GauntletCommand(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (InputStream stream = zip.getInputStream(zip.getEntry(name))) {
      return stream.readAllBytes();
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(bytes(zip, name), StandardCharsets.UTF_8);
  }
}
