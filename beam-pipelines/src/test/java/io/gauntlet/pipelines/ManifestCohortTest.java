package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Sets;
import io.gauntlet.data.Pixels;
import io.gauntlet.pipelines.command.GauntletCommand;
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
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cohorts whose tables have columns of their own, run as a user runs them. */
class ManifestCohortTest {
  private static final int STUDIES = 48;
  private static final int SIDE = 16;
  private static final List<String> KINDS = List.of("normal", "viral", "bacterial");
  private static final List<String> FINDINGS = List.of("No Finding", "Mass|Edema", "Effusion");
  private static final List<String> REPORTS =
      List.of("the lungs are clear", "a mass on the left", "an effusion on the right");

  @TempDir private Path folder;

  /** One view, one of many labels; two studies a patient. */
  @Test
  void aCohortOfOneViewAndManyLabelsRuns() throws IOException {
    images();
    StringBuilder table = new StringBuilder("id;who;scan;labels\n");
    for (int study = 0; study < STUDIES; study++) {
      table.append(
          "s%s;p%s;sub/%s.png;%s\n".formatted(study, study / 2, study, FINDINGS.get(study % 3)));
    }
    table.append("s900;p900;sub/0.png;\n");
    Files.writeString(folder.resolve("cohort.csv"), table);
    run(
        "cohort.csv",
        "{study: id, patient: who, images: {frontal: scan}}",
        "--label=labels:Mass",
        "--views=frontal",
        "--modalities=image",
        "--attacks=fgsm,square:queries=20");
    List<GenericRecord> train = records("run/studies/train");
    List<GenericRecord> test = records("run/studies/test");
    assertEquals(STUDIES, train.size() + test.size());
    assertEquals(Set.of(), Sets.intersection(patients(train), patients(test)));
    assertEquals(
        List.of("no-label"),
        records("run/quarantine").stream().map(bad -> bad.get("reason").toString()).toList());
    for (JsonNode cell : scorecard().get("cells")) {
      assertEquals("[\"no Mass\",\"Mass\"]", cell.get("class_names").toString());
    }
  }

  /** Three classes in JSON lines; a third of the studies lacks the side view. */
  @Test
  @Tag("long")
  void aCohortOfThreeClassesRunsWhereAViewIsMissing() throws IOException {
    images();
    StringBuilder table = new StringBuilder();
    for (int study = 0; study < STUDIES; study++) {
      table.append(
          "{\"id\": %s, \"front\": \"sub/%s.png\", \"side\": %s, \"said\": \"%s\", \"kind\": \"%s\"}%n"
              .formatted(
                  study,
                  study,
                  study % 4 == 0 ? "null" : "\"sub/" + study + ".png\"",
                  REPORTS.get(study % 3),
                  KINDS.get(study % 3)));
    }
    Files.writeString(folder.resolve("cohort.jsonl"), table);
    run(
        "cohort.jsonl",
        "{study: id, images: {frontal: front, lateral: side}, text: said}",
        "--label=kind:normal,viral,bacterial",
        "--missingViews=zero",
        "--attacks=fgsm,synonym-greedy",
        "--train=image,text",
        "--textEpochs=1");
    assertEquals(0, records("run/quarantine").size());
    for (JsonNode cell : scorecard().get("cells")) {
      List<String> classes = new ArrayList<>();
      cell.get("classes").forEach(of -> classes.add(of.get("name").asText()));
      assertEquals(KINDS, classes);
    }
  }

  private void images() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images/sub"));
    for (int study = 0; study < STUDIES; study++) {
      float[] pixels = new float[SIDE * SIDE];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = ((i / SIDE) % 3 == study % 3 ? 0.8f : 0.2f) + study * 0.001f;
      }
      Files.write(images.resolve(study + ".png"), Pixels.of(SIDE, SIDE, pixels).toPng());
    }
  }

  private void run(String table, String columns, String... options) throws IOException {
    Files.writeString(folder.resolve("columns.yaml"), columns);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--source=manifest",
                "--cohort=" + folder.resolve(table),
                "--columns=" + folder.resolve("columns.yaml"),
                "--images=" + folder.resolve("images"),
                "--output=" + folder.resolve("run"),
                "--imageSize=" + SIDE,
                "--imageEpochs=1",
                "--trainFraction=0.6",
                "--transfers=none"));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(stream, stream).run(arguments);
    assertEquals(0, status, printed.toString(StandardCharsets.UTF_8));
  }

  private JsonNode scorecard() throws IOException {
    JsonNode scorecard = new ObjectMapper().readTree(folder.resolve("run/scorecard.json").toFile());
    assertTrue(scorecard.get("cells").size() > 1);
    return scorecard;
  }

  private static Set<String> patients(List<GenericRecord> studies) {
    Set<String> patients = new TreeSet<>();
    studies.forEach(study -> patients.add(study.get("patient").toString()));
    return patients;
  }

  /** The records of the files whose paths begin so. */
  private List<GenericRecord> records(String start) throws IOException {
    Path prefix = folder.resolve(start);
    Path parent = Files.isDirectory(prefix) ? prefix : prefix.getParent();
    List<GenericRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file :
          files.filter(path -> path.toString().startsWith(prefix.toString())).sorted().toList()) {
        if (file.toString().endsWith(".avro")) {
          try (DataFileReader<GenericRecord> reader =
              new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            reader.forEach(records::add);
          }
        }
      }
    }
    return records;
  }
}
