package io.gauntlet.pipelines.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.MoreFiles;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.ClassNames;
import io.gauntlet.pipelines.RunByHand;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.ShardedFiles;
import io.gauntlet.transforms.io.WriteRecords;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One study taken out of runs. */
class ErasureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ERASED = "patient-7";
  private static final int STUDIES = 40;

  @TempDir private Path folder;
  private Path run;

  /** What a command said, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeEach
  void makeRun() throws IOException {
    run = folder.resolve("run");
    write(run);
  }

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** A run of two batches, whose studies were attacked; one could not be used. */
  private static void write(Path run) throws IOException {
    RunByHand.write(run, outcomes(), Map.of("seed", "1", "minSlice", "5"));
    RunLayout layout = RunLayout.of(run.toString());
    List<Study> studies = new ArrayList<>();
    for (int study = 0; study < STUDIES; study++) {
      studies.add(
          Study.newBuilder()
              .setUid("patient-" + study)
              .setCaption("all clear")
              .setLabel(label(study))
              .build());
    }
    write(Study.class, studies, layout.test());
    write(
        Quarantined.class,
        List.of(new Quarantined("reports.csv", 7L, "patient-99", "no-lateral", "it has none")),
        layout.quarantine("cohort"));
    assertEquals(0, say("report", "--output=" + run, "--minSlice=5").status());
  }

  private static <T extends SpecificRecord> void write(
      Class<T> type, List<T> records, ShardedFiles files) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(records).withCoder(AvroCoder.of(type)))
        .apply(WriteRecords.of(type, files));
    pipeline.run().waitUntilFinish();
  }

  private static String label(int study) {
    return study % 2 == 0 ? ClassNames.NORMAL : ClassNames.ABNORMAL;
  }

  private static List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < STUDIES; study++) {
      for (String attack : List.of("none", "half-sentence-deletion:fraction=0.5")) {
        boolean clean = attack.equals("none");
        outcomes.add(
            Outcome.newBuilder()
                .setUid("patient-" + study)
                .setStudyDigest("sha256:" + study)
                .setVictim("text")
                .setAttack(attack)
                .setLabel(label(study))
                .setCleanLogits(study % 2 == 0 ? List.of(1f, 0f) : List.of(0f, 1f))
                .setAdversarialLogits(clean && study % 2 == 1 ? List.of(0f, 1f) : List.of(1f, 0f))
                .setLinf(0)
                .setL2(0)
                .setWordsChanged(clean ? 0 : 1)
                .setWords(2)
                .setQueries(0)
                .setCleanCaption(study == 7 ? "a very rare thing" : null)
                .setAdversarialCaption(clean ? null : "all")
                .build());
      }
    }
    return outcomes;
  }

  private static Said say(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(printed, printed).run(List.of(arguments));
    return new Said(status, bytes.toString(StandardCharsets.UTF_8));
  }

  private static Said erase(String uid, Path... runs) {
    List<String> folders = Stream.of(runs).map(Path::toString).toList();
    return say("erase", "--uid=" + uid, "--run=" + String.join(",", folders));
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /** All that can be read of a folder, by file. */
  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(file).toString(), text(file));
      }
    }
    return texts;
  }

  private static String text(Path file) throws IOException {
    if (!file.toString().endsWith(".avro")) {
      return Files.readString(file);
    }
    try (DataFileReader<GenericRecord> records =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      List<String> all = new ArrayList<>();
      records.forEach(record -> all.add(record.toString()));
      return String.join("\n", all);
    }
  }

  private static void requireGone(Path folder) throws IOException {
    texts(folder)
        .forEach(
            (name, text) -> {
              assertFalse(text.contains("\"" + ERASED + "\""), name);
              assertFalse(text.contains("rare thing"), name);
            });
  }

  @Test
  void aStudyIsGoneFromEveryFileAndTheRunIsWhole() throws IOException {
    assertTrue(texts(run).get("report.html").contains("rare"), "its report is in the gallery");
    Files.writeString(
        run.resolve("outcomes/.batch-0-part-0.avro.5d8c7c6e-3a3b-4f43-9d9e-0a1b2c3d4e5f"),
        "killed beside a rare thing");
    Said said = erase(ERASED, run);
    assertEquals(0, said.status(), said.text());
    assertEquals(
        run
            + ": removed 1 record of studies, 2 outcomes in 1 part (2 of the gallery);"
            + " scorecard.json, report.html made again\n"
            + "The cohort is not touched, nor what replay, evidence or export wrote elsewhere:"
            + " take the study out there too.\n",
        said.text());
    requireGone(run);
    assertEquals(0, say("verify", "--run=" + run).status());
    json(run.resolve("scorecard.json"))
        .get("cells")
        .forEach(cell -> assertEquals(STUDIES - 1, cell.get("n").asInt()));
    assertEquals(STUDIES - 1, json(run.resolve("run.json")).at("/manifest/totals/studies").asInt());
    JsonNode entry = json(run.resolve("erasures.json")).get(0);
    assertEquals(2, entry.at("/removed/outcomes").asInt());
    assertFalse(entry.get("ended").asText().isEmpty());
    assertFalse(entry.get("manifest").equals(entry.get("manifestAfter")), entry.toString());
    try (FolderLock lock = FolderLock.take(run.toString(), PipelineOptionsFactory.create())) {
      UsageException refused =
          assertThrows(
              UsageException.class,
              () -> RunFolder.take(lock, Provenance.of(Map.of("seed", "1", "minSlice", "5"))));
      assertTrue(refused.getMessage().contains("a study was erased"), refused.getMessage());
    }
  }

  @Test
  void onceMoreChangesNothing() throws IOException {
    assertEquals(0, erase(ERASED, run).status());
    Map<String, String> before = texts(run);
    Said again = erase(ERASED, run);
    assertEquals(0, again.status(), again.text());
    assertTrue(again.text().contains(": erased before, on 20"), again.text());
    assertEquals(before, texts(run));
  }

  @Test
  void whatCouldNotBeUsedIsErasedToo() throws IOException {
    Said said = erase("patient-99", run);
    assertTrue(
        said.text()
            .contains(
                "removed 1 record of the quarantine; scorecard.json, report.html made again\n"),
        said.text());
    assertFalse(texts(run).values().stream().anyMatch(text -> text.contains("patient-99")));
    assertEquals(0, say("verify", "--run=" + run).status());
  }

  @Test
  void aDryRunSaysWhatItWouldDo() throws IOException {
    Files.writeString(run.resolve("verdict.json"), verdict("OTHER_ATTACKS", "pgd"));
    Files.writeString(run.resolve("compare.html"), "studies");
    Files.createDirectories(run.resolve("reference"));
    Files.writeString(run.resolve("reference/attack.json"), "{}");
    Files.writeString(
        run.resolve("report.html"),
        Files.readString(run.resolve("report.html")) + "<h2 id=\"trends\">");
    Map<String, String> before = texts(run);
    Said said = say("erase", "--uid=" + ERASED, "--run=" + run, "--dryRun");
    assertEquals(0, said.status(), said.text());
    assertEquals(
        run
            + ": would remove 1 record of studies, 2 outcomes in 1 part (2 of the gallery);"
            + " verdict.json moved to before-erasure-1/; compare.html, reference/attack.json"
            + " deleted; scorecard.json, report.html made again; trends not in the page that is"
            + " made again: gauntlet report --output=%s --history=DIR\n".formatted(run),
        said.text());
    assertEquals(before, texts(run));
    assertTrue(
        erase(ERASED, run)
            .text()
            .contains(said.text().strip().substring((run + ": would remove ").length())),
        "what was announced is done");
    assertFalse(Files.exists(run.resolve("reference/attack.json")));
  }

  @Test
  void anUnknownStudyIsAMisuseThatNamesNoOther() throws IOException {
    Map<String, String> before = texts(run);
    Said said = erase("patient-700", run);
    assertEquals(2, said.status(), said.text());
    assertTrue(said.text().startsWith("gauntlet: --uid: there is no such study in "), said.text());
    assertFalse(said.text().contains("patient-"), said.text());
    assertEquals(before, texts(run));
  }

  @Test
  void aRunInUseIsLeftAlone() throws IOException {
    try (FolderLock lock = FolderLock.take(run.toString(), PipelineOptionsFactory.create())) {
      Said said = erase(ERASED, run);
      assertEquals(2, said.status(), said.text() + lock);
      assertTrue(said.text().contains("--run: "), said.text());
      assertTrue(said.text().contains(" is in use by "), said.text());
    }
    assertFalse(Files.exists(run.resolve("erasures.json")));
  }

  @Test
  void whatWasAlteredGetsNoNewDigest() throws IOException {
    RunByHand.alter(run, outcomes -> outcomes.subList(0, outcomes.size() - 1));
    Said said = erase(ERASED, run);
    assertEquals(2, said.status(), said.text());
    assertTrue(said.text().contains("is not whole, and stays as it is"), said.text());
    assertFalse(Files.exists(run.resolve("erasures.json")));
  }

  /** Stopped after the outcomes of a part were replaced, and before their summary was. */
  @Test
  void whatWasStoppedGoesOn() throws IOException {
    Path whole = folder.resolve("whole");
    write(whole);
    assertEquals(0, erase(ERASED, whole).status());
    for (String part : changedParts(whole)) {
      Files.copy(
          whole.resolve("outcomes").resolve(part),
          run.resolve("outcomes").resolve(part),
          StandardCopyOption.REPLACE_EXISTING);
    }
    String log = Files.readString(whole.resolve("erasures.json"));
    Files.writeString(
        run.resolve("erasures.json"),
        log.replaceAll("\"ended\" : \"[^\"]*\"", "\"ended\" : \"\"")
            .replaceAll("\"manifestAfter\" : \"[^\"]*\"", "\"manifestAfter\" : \"\""));
    assertEquals(1, say("verify", "--run=" + run).status());
    Said other = erase("patient-8", run);
    assertEquals(2, other.status(), other.text());
    assertTrue(other.text().contains("an erasure was stopped"), other.text());

    Said said = erase(ERASED, run);
    assertEquals(0, said.status(), said.text());
    requireGone(run);
    assertEquals(0, say("verify", "--run=" + run).status());
    assertEquals(
        json(whole.resolve("run.json")).get("manifest"),
        json(run.resolve("run.json")).get("manifest"));
    assertEquals(1, json(run.resolve("erasures.json")).size());
  }

  /** Stopped once the manifest was renewed: the outcomes are whole, and the page is of before. */
  @Test
  void aStoppedErasureIsSeenByOthers() throws IOException {
    String page = Files.readString(run.resolve("report.html"));
    assertEquals(0, erase(ERASED, run).status());
    Files.writeString(run.resolve("report.html"), page);
    reopen(run);
    Said verified = say("verify", "--run=" + run);
    assertEquals(1, verified.status(), verified.text());
    assertTrue(verified.text().contains("erasures.json: an erasure was stopped"), verified.text());
    assertEquals(0, erase(ERASED, run).status());
    requireGone(run);
    assertEquals(0, say("verify", "--run=" + run).status());
  }

  private static void reopen(Path run) throws IOException {
    Path log = run.resolve("erasures.json");
    Files.writeString(
        log, Files.readString(log).replaceAll("\"ended\" : \"[^\"]*\"", "\"ended\" : \"\""));
  }

  /** What is altered while an erasure is stopped gets no new digest either. */
  @Test
  void aPartThatIsNotOfTheStudyIsWholeWhereItGoesOn() throws IOException {
    Path whole = folder.resolve("whole");
    write(whole);
    assertEquals(0, erase(ERASED, whole).status());
    Files.copy(whole.resolve("erasures.json"), run.resolve("erasures.json"));
    reopen(run);
    String changed = changedParts(whole).get(0);
    for (Path file : MoreFiles.listFiles(run.resolve("outcomes"))) {
      String name = file.getFileName().toString();
      if (name.endsWith(".avro") && !name.equals(changed)) {
        Files.delete(file);
      }
    }
    Said said = erase(ERASED, run);
    assertEquals(2, said.status(), said.text());
    assertTrue(said.text().contains("is not whole, and stays as it is"), said.text());
    assertTrue(texts(run).get("report.html").contains("rare"), "nothing was erased");
  }

  /** The page of stages that were run apart says which slices it has. */
  @Test
  void slicesAreMadeAgainAsTheyWere() throws IOException {
    assertEquals(0, say("report", "--output=" + run, "--minSlice=3").status());
    assertEquals(3, json(run.resolve("scorecard.json")).get("min_slice").asInt());
    assertEquals(0, erase(ERASED, run).status());
    assertEquals(3, json(run.resolve("scorecard.json")).get("min_slice").asInt());
  }

  private List<String> changedParts(Path whole) throws IOException {
    List<String> changed = new ArrayList<>();
    for (Path file : MoreFiles.listFiles(whole.resolve("outcomes"))) {
      Path before = run.resolve("outcomes").resolve(file.getFileName().toString());
      if (file.toString().endsWith(".avro") && Files.mismatch(file, before) >= 0) {
        changed.add(file.getFileName().toString());
      }
    }
    assertEquals(1, changed.size(), changed.toString());
    return changed;
  }

  @Test
  void aVerdictIsMovedAwayAndOneThatNamesTheStudyIsNot() throws IOException {
    String verdict =
        """
        {"status": "FAIL", "causes": [{"code": "STUDIES_ALTERED", "numbers": {}, "names": ["%s"]}],
         "reference": "a", "candidate": "b", "alpha": 0.05, "looks": 1, "notes": [],
         "primaries": [], "floors": [], "cells": []}
        """;
    Files.writeString(run.resolve("verdict.json"), verdict.formatted("patient-77"));
    Files.writeString(run.resolve("verdict.sarif"), "{}");
    assertEquals(0, erase(ERASED, run).status());
    assertFalse(Files.exists(run.resolve("verdict.json")));
    assertTrue(Files.exists(run.resolve("before-erasure-1/verdict.json")));
    assertTrue(Files.exists(run.resolve("before-erasure-1/verdict.sarif")));

    Files.writeString(run.resolve("verdict.json"), verdict.formatted("patient-8"));
    Said said = erase("patient-8", run);
    assertTrue(said.text().contains("1 file of a verdict that named it"), said.text());
    assertFalse(Files.exists(run.resolve("verdict.json")));
    assertFalse(Files.exists(run.resolve("before-erasure-2")));
  }

  @Test
  void aReleaseStoreIsErasedFromAndStillHoldsItsRelease() throws IOException {
    Path store = folder.resolve("store");
    ReferenceStore.in(store.toString()).accept(run.toString());
    Said said = erase(ERASED, run, store);
    assertEquals(0, said.status(), said.text());
    requireGone(store);
    Path copy = Path.of(ReferenceStore.in(store.toString()).reference());
    assertTrue(copy.startsWith(store), copy.toString());
    assertEquals(0, say("verify", "--run=" + copy).status());
    assertEquals(STUDIES - 1, json(copy.resolve("scorecard.json")).at("/cells/0/n").asInt());
  }

  private Path storeWith(Path accepted) throws IOException {
    Path store = folder.resolve("store");
    ReferenceStore.in(store.toString()).accept(accepted.toString());
    return store;
  }

  private static Path copy(Path store) throws IOException {
    return Path.of(ReferenceStore.in(store.toString()).reference());
  }

  @Test
  void aStoreThatWasAlteredIsNotApproved() throws IOException {
    Path store = storeWith(run);
    Path card = copy(store).resolve("scorecard.json");
    Files.writeString(
        card, Files.readString(card).replaceFirst("\"n\" *: *40", "\"n\" : 41") + " ");
    Map<String, String> before = texts(folder);
    Said said = erase(ERASED, run, store);
    assertEquals(2, said.status(), said.text());
    assertTrue(said.text().contains("is not the file that was accepted"), said.text());
    assertEquals(before, texts(folder), "nothing was erased from any run");
  }

  @Test
  void aStoreWithoutTheStudyStaysAsItIs() throws IOException {
    Path other = folder.resolve("other");
    write(other);
    assertEquals(0, erase(ERASED, other).status());
    Path store = storeWith(other);
    Map<String, String> before = texts(store);
    Said said = erase(ERASED, run, store);
    assertEquals(0, said.status(), said.text());
    assertEquals(before, texts(store));
  }

  @Test
  void aCopyThatNoStoreNamesIsErasedFromToo() throws IOException {
    Path store = storeWith(run);
    Path copy = copy(store);
    Files.delete(store.resolve("reference.json"));
    Said said = erase(ERASED, store);
    assertEquals(0, said.status(), said.text());
    requireGone(copy);
    assertFalse(Files.exists(store.resolve("reference.json")));
  }

  @Test
  void whereOneRunIsInUseNoneIsChanged() throws IOException {
    Path other = folder.resolve("other");
    write(other);
    Path store = storeWith(run);
    try (FolderLock lock = FolderLock.take(other.toString(), PipelineOptionsFactory.create())) {
      Map<String, String> before = texts(folder);
      Said said = erase(ERASED, store, run, other);
      assertEquals(2, said.status(), said.text() + lock);
      assertTrue(said.text().contains(" is in use by "), said.text());
      assertEquals(before, texts(folder));
    }
    assertEquals(0, erase(ERASED, store, run, other).status());
    requireGone(folder);
    assertTrue(copy(store).startsWith(store));
  }

  /** Stopped after the files of a copy were replaced, and before the store knew of it. */
  @Test
  void aStoreThatDoesNotKnowYetIsTold() throws IOException {
    Path store = storeWith(run);
    Path copy = copy(store);
    String marker = Files.readString(store.resolve("reference.json"));
    assertEquals(0, erase(ERASED, store).status());
    Files.writeString(store.resolve("reference.json"), marker);
    Path log = copy.resolve("erasures.json");
    Files.writeString(
        log, Files.readString(log).replaceAll("\"ended\" : \"[^\"]*\"", "\"ended\" : \"\""));
    assertThrows(IOException.class, () -> copy(store));
    Said said = erase(ERASED, store);
    assertEquals(0, said.status(), said.text());
    assertEquals(copy, copy(store));
  }

  private static String verdict(String code, String name) {
    return """
        {"status": "FAIL", "causes": [{"code": "%s", "numbers": {}, "names": ["%s"]}],
         "reference": "a", "candidate": "b", "alpha": 0.05, "looks": 1, "notes": [],
         "primaries": [], "floors": [], "cells": []}
        """
        .formatted(code, name);
  }

  @Test
  void aNumberInAnAttackIsNoStudy() throws IOException {
    String attack = "half-sentence-deletion:fraction=0.78";
    Files.writeString(run.resolve("verdict.json"), verdict("OTHER_ATTACKS", attack));
    Map<String, String> before = texts(run);
    assertEquals(2, erase("78", run).status());
    assertEquals(2, erase(attack, run).status());
    assertEquals(before, texts(run));
  }

  @Test
  void aStudyIsFoundAmongThoseThatASentenceLists() throws IOException {
    String sentence =
        "runs/78: batch-0-part-0: 78 outcomes are missing, of the studies %s, 4 and 2 more";
    Files.writeString(
        run.resolve("verdict.json"), verdict("NOT_WHAT_WAS_WRITTEN", sentence.formatted("9")));
    assertEquals(2, erase("78", run).status());
    Files.writeString(
        run.resolve("verdict.json"), verdict("NOT_WHAT_WAS_WRITTEN", sentence.formatted("78")));
    Said said = erase("78", run);
    assertTrue(said.text().contains("1 file of a verdict that named it"), said.text());
    assertFalse(Files.exists(run.resolve("verdict.json")));
  }

  @Test
  void aVerdictThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(run.resolve("verdict.json"), "{\"causes\": [");
    Said said = erase(ERASED, run);
    assertEquals(2, said.status(), said.text());
    assertTrue(
        said.text().contains("verdict.json is not the verdict that was written"), said.text());
    assertTrue(texts(run).get("report.html").contains("rare"), "nothing was erased");
  }

  @Test
  void aComparisonOfWhatItWasIsDeleted() throws IOException {
    Files.writeString(run.resolve("compare.json"), "{}");
    Files.writeString(run.resolve("compare.html"), "a rare thing");
    assertEquals(0, erase(ERASED, run).status());
    assertFalse(Files.exists(run.resolve("compare.json")));
    requireGone(run);
  }

  /** A control gave the study's report to others, and a batch that the study is not in has one. */
  @Test
  void theReportThatOthersWereGivenGoesToo() throws IOException {
    Path swapped = folder.resolve("swapped");
    List<Outcome> outcomes = new ArrayList<>(outcomes());
    for (int study = 0; study < STUDIES; study++) {
      outcomes.add(
          Outcome.newBuilder(outcomes.get(2 * study))
              .setAttack("swap-text")
              .setAttackFields(AttackValues.of(AttackSpec.parse("swap-text")))
              .setWordsChanged(2)
              .setAdversarialCaption(study == 7 ? "all clear" : "a very rare thing")
              .build());
    }
    RunByHand.write(swapped, outcomes, Map.of("seed", "1", "minSlice", "5"));
    assertTrue(texts(swapped).toString().contains("a very rare thing"));

    Said said = erase(ERASED, swapped);

    assertEquals(0, said.status(), said.text());
    assertFalse(texts(swapped).toString().contains("a very rare thing"));
    assertTrue(texts(swapped).toString().contains("\"adversarialCaption\": \"all\""));
    assertEquals(0, say("verify", "--run=" + swapped).status());
  }
}
