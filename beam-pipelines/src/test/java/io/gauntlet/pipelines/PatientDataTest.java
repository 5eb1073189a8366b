package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Where a run that keeps no captions might keep one all the same, and what its log says. */
class PatientDataTest {
  /** So many words of a report in their order are no accident. */
  private static final int WORDS = 4;

  private static final String UID = "patient-";

  @TempDir private static Path folder;
  private static Said ran;
  private static List<String> logged;

  /** What a command said, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeAll
  static void run() throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 40, 16, 1);
    for (String table : List.of(SyntheticCohort.REPORTS, SyntheticCohort.PROJECTIONS)) {
      Path file = cohort.resolve(table);
      Files.writeString(file, Files.readString(file).replaceAll("(?m)^(\\d+),", UID + "$1,"));
    }
    // A row whose cells are one too many holds a report too.
    Files.writeString(
        cohort.resolve(SyntheticCohort.REPORTS),
        Files.readString(cohort.resolve(SyntheticCohort.REPORTS))
            + UID
            + "998,,normal,a cough since last winter,quiet as a very small mouse,,,,,,\n"
            + UID
            + "999,,,,an ache that comes and goes,,strange as a three legged horse,none\n");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("io.gauntlet");
    Level before = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(log);
    log.start();
    try {
      ran =
          say(
              "run",
              "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
              "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
              "--output=" + folder.resolve("run"),
              "--modalities=text",
              "--textEpochs=1",
              "--attacks=drop-text,swap-text,synonym-random,half-sentence-deletion",
              "--transfers=none",
              "--keepCaptions=none");
    } finally {
      logger.detachAppender(log);
      logger.setLevel(before);
    }
    logged = log.list.stream().map(PatientDataTest::line).toList();
    assertEquals(0, ran.status(), ran.text());
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage() + " " + event.getKeyValuePairs();
  }

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static Said say(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(printed, printed).run(List.of(arguments));
    return new Said(status, bytes.toString(StandardCharsets.UTF_8));
  }

  /** Every few words that stand beside each other in the table of the reports. */
  private static Set<String> phrases() throws IOException {
    Set<String> phrases = new TreeSet<>();
    for (String line :
        Files.readAllLines(folder.resolve("cohort").resolve(SyntheticCohort.REPORTS))) {
      for (String cell : Splitter.on(',').split(Ascii.toLowerCase(line))) {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(cell.strip());
        for (int from = 0; from + WORDS <= words.size(); from++) {
          phrases.add(String.join(" ", words.subList(from, from + WORDS)));
        }
      }
    }
    assertTrue(phrases.size() > 50, phrases.toString());
    return phrases;
  }

  private static void requireNone(String place, String text) throws IOException {
    String flat = Ascii.toLowerCase(text).replaceAll("\\s+", " ");
    assertEquals(
        List.of(), phrases().stream().filter(flat::contains).toList(), "a report is in " + place);
  }

  private static String text(Path file) {
    try {
      if (!file.toString().endsWith(".avro")) {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      }
      try (DataFileReader<GenericRecord> records =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        List<String> all = new ArrayList<>();
        records.forEach(record -> all.add(record.toString()));
        return String.join("\n", all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("run"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void noFileOfTheRunHoldsAReport() throws IOException {
    for (Path file : files()) {
      requireNone(file.toString(), text(file));
    }
    String outcomes =
        files().stream()
            .filter(file -> file.toString().contains("/outcomes/"))
            .map(PatientDataTest::text)
            .collect(Collectors.joining());
    assertTrue(outcomes.contains("\"captionEdits\": {\"digest\": \"sha256:"), outcomes);
    assertTrue(outcomes.contains("\"places\": [0, 1, 2"), outcomes);
  }

  /** The study that cannot be used is named where it is told, so that it can be mended. */
  @Test
  void whatIsPrintedAndLoggedHoldsNoReportAndNoUidButThatOfTheQuarantine() throws IOException {
    String log = String.join("\n", logged);
    requireNone("the log", ran.text() + "\n" + log);
    assertTrue(!ran.text().contains(UID), ran.text());
    assertTrue(log.contains("quarantined [uid=\"" + UID + "999\""), log);
    assertEquals(
        List.of(),
        logged.stream()
            .filter(line -> line.contains(UID))
            .filter(line -> !line.startsWith("quarantined [uid="))
            .toList());
  }

  @Test
  void scoreReportAndVerifyNeedNoCaption() throws IOException {
    String run = folder.resolve("run").toString();
    for (String command : List.of("score", "report")) {
      Said said = say(command, "--output=" + run);
      assertEquals(0, said.status(), said.text());
    }
    assertEquals(0, say("verify", "--run=" + run).status());
    requireNone("the page", Files.readString(folder.resolve("run/report.html")));
  }

  /** The first row of a table without a header is a report. */
  @Test
  void aTableWithoutAHeaderIsNotQuoted() throws IOException {
    Path cohort = folder.resolve("cohort");
    Path bare = folder.resolve("bare.csv");
    Files.writeString(
        bare,
        Files.readAllLines(cohort.resolve(SyntheticCohort.REPORTS)).stream()
            .skip(1)
            .collect(Collectors.joining("\n")));
    Said said =
        say(
            "join",
            "--reports=" + bare,
            "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
            "--modalities=text");
    assertEquals(2, said.status(), said.text());
    assertTrue(said.text().contains("bare.csv: line 1: the column uid is missing"), said.text());
    requireNone("the message", said.text());
    assertTrue(!said.text().contains(UID), said.text());
  }

  /** What models were trained on is known by its digest; other tables are no way around. */
  @Test
  void modelsAreStillNotAskedAboutWhatTheyWereTrainedOn() throws IOException {
    Path cohort = folder.resolve("cohort");
    Path grown = folder.resolve("grown.csv");
    Files.writeString(
        grown,
        Files.readString(cohort.resolve(SyntheticCohort.REPORTS))
            + UID
            + "500,,normal,,,,clear,all is well\n");
    Said said =
        say(
            "run",
            "--reports=" + grown,
            "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
            "--output=" + folder.resolve("grown"),
            "--modalities=text",
            "--attacks=drop-text",
            "--transfers=none",
            "--seed=2",
            "--modelsFrom=" + folder.resolve("run"));
    assertEquals(1, said.status(), said.text());
    assertTrue(
        said.text().contains("the models of " + folder.resolve("run") + " were trained on "),
        said.text());
  }

  @Test
  void whatAttacksTheStudiesAgainSaysThatItNeedsTheCohort() {
    String cohort = folder.resolve("cohort").toString();
    Said other =
        say(
            "run",
            "--reports=" + Path.of(cohort, SyntheticCohort.REPORTS),
            "--projections=" + Path.of(cohort, SyntheticCohort.PROJECTIONS),
            "--output=" + folder.resolve("other"),
            "--modalities=text",
            "--textEpochs=1",
            "--attacks=drop-text",
            "--transfers=none",
            "--modelsFrom=" + folder.resolve("run"));
    assertEquals(0, other.status(), other.text());
    Said again =
        say(
            "gate",
            "--reattack",
            "--reference=" + folder.resolve("other"),
            "--candidate=" + folder.resolve("run"));
    assertEquals(2, again.status(), again.text());
    assertTrue(
        again.text().lines().anyMatch(line -> line.contains("keeps no captions")), again.text());
    assertTrue(again.text().contains("needs the cohort: gauntlet run --modelsFrom=DIR"));
  }
}
