package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void thePageIsMadeAgainFromWhatTheRunLeft() throws IOException {
    Path run = folder.resolve("run");
    write(Outcome.class, outcomes(), run.resolve("outcomes/outcomes"));
    write(
        Quarantined.class,
        List.of(new Quarantined("reports.csv", 7L, "9", "no-lateral", "it has none")),
        run.resolve("quarantine/cohort"));
    write(HistoryRow.class, history(), folder.resolve("history/nights"));
    Files.writeString(
        run.resolve("run.json"),
        "{\"options\": {\"seed\": 7}, \"versions\": {\"beam\": \"2\"}, \"seconds\": {\"join\": 1.5}}");
    Files.writeString(
        run.resolve("verdict.json"),
        """
        {"status": "FAIL", "causes": [{"code": "OTHER_ATTACKS", "numbers": {}, "names": ["nine"]}],
         "reference": "a", "candidate": "b", "alpha": 0.05, "looks": 1, "notes": [],
         "primaries": [], "floors": [], "cells": []}
        """);

    assertEquals(
        0,
        gauntlet("--output=" + run, "--history=" + folder + "/history"),
        err.toString(StandardCharsets.UTF_8));

    assertEquals(run + "/report.html\n", out.toString(StandardCharsets.UTF_8));
    String page = Files.readString(run.resolve("report.html"));
    for (String part :
        List.of(
            "Verdict: </span>Fail",
            "The candidate was not attacked by nine.",
            "Accuracy of text by night",
            "all <del>clear</del>",
            "<dt>no-lateral</dt><dd class=\"number\">1</dd>",
            "<dt>seed</dt><dd>7</dd>",
            "<dt>version of beam</dt><dd>2</dd>",
            "<dt>join</dt><dd class=\"number\">1.5</dd>")) {
      assertTrue(page.contains(part), part + " is missing in " + page);
    }
    assertTrue(Files.readString(run.resolve("report.md")).contains("✕ Fail"));
    assertTrue(Files.exists(run.resolve("scorecard.json")));
  }

  @Test
  void aFolderWithoutOutcomesIsNamed() {
    assertEquals(2, gauntlet("--output=" + folder));
    String error = err.toString(StandardCharsets.UTF_8);
    assertTrue(error.contains("--output"), error);
    assertTrue(error.contains("name the folder of a run that attacked"), error);
    assertFalse(Files.exists(folder.resolve("report.html")));
  }

  private int gauntlet(String... options) {
    List<String> arguments = new ArrayList<>(List.of("report"));
    arguments.addAll(List.of(options));
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private static <T> void write(Class<T> type, List<T> records, Path files) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(records).withCoder(AvroCoder.of(type)))
        .apply(AvroIO.write(type).to(files.toString()).withSuffix(".avro"));
    pipeline.run().waitUntilFinish();
  }

  private static List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < 4; study++) {
      for (String attack : List.of("none", "half-sentence-deletion:fraction=0.5")) {
        boolean clean = attack.equals("none");
        outcomes.add(
            Outcome.newBuilder()
                .setUid("" + study)
                .setVictim("text")
                .setAttack(attack)
                .setLabel(study % 2 == 0 ? ClassNames.NORMAL : ClassNames.ABNORMAL)
                .setCleanLogits(study % 2 == 0 ? List.of(1f, 0f) : List.of(0f, 1f))
                .setAdversarialLogits(clean && study % 2 == 1 ? List.of(0f, 1f) : List.of(1f, 0f))
                .setLinf(0)
                .setL2(0)
                .setWordsChanged(clean ? 0 : 1)
                .setWords(2)
                .setQueries(0)
                .setCleanCaption("all clear")
                .setAdversarialCaption(clean ? null : "all")
                .build());
      }
    }
    return outcomes;
  }

  private static List<HistoryRow> history() {
    List<HistoryRow> rows = new ArrayList<>();
    for (String night : List.of("2026-11-01T02:00:00Z", "2026-11-02T02:00:00Z")) {
      rows.add(
          HistoryRow.newBuilder()
              .setNight(Instant.parse(night))
              .setRun("runs/1")
              .setDataDigest("")
              .setVictim("text")
              .setAttack("none")
              .setN(4)
              .setAccuracy(0.9)
              .setVerdict("PASS")
              .build());
    }
    return rows;
  }
}
