package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.io.Resources;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.request.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user is told of each thing that cannot be done, word for word. The table {@code
 * misuses.txt} holds a command line and, under it, its message; a message that ends with three dots
 * goes on with a list of what there is. Where the message begins with {@value #FAILED} the work
 * began and failed, in a worker as a rule; elsewhere none began.
 */
class MisuseTest {
  private static final String FOLDER = "{folder}";
  private static final String MORE = "...";
  private static final String TABLE = "misuses.txt";

  /** So begins the line of a failure, where work began; all else is a misuse. */
  private static final String FAILED = "failed: ";

  /** What each command cannot do without, where a line of the table does not give it. */
  private static final ImmutableListMultimap<String, String> USUAL =
      ImmutableListMultimap.<String, String>builder()
          .putAll("run", cohort("--images={folder}/images", "--output={folder}/new"))
          .putAll("demo", "--output={folder}/new")
          .putAll("join", cohort("--modalities=text"))
          .putAll("score", "--output={folder}/scored")
          .putAll("report", "--output={folder}/scored")
          .putAll("gate", "--reference={folder}/scored", "--candidate={folder}/scored")
          .putAll("prepare-cohort", cohort("--modalities=text", "--output={folder}/new"))
          .putAll("train-victims", "--output={folder}/new")
          .putAll("run-gauntlet", "--output={folder}/new")
          .putAll("nightly-regression", cohort("--modalities=text", "--output={folder}/new"))
          .build();

  private static final ImmutableMap<String, Main> PIPELINES =
      ImmutableMap.of(
          "prepare-cohort", PrepareCohort::main,
          "train-victims", RunTraining::main,
          "run-gauntlet", RunGauntlet::main,
          "nightly-regression", NightlyRegression::main);

  @TempDir private static Path folder;

  /** The command of the case before. */
  private static String asked = "";

  /** The main of a pipeline. */
  @FunctionalInterface
  private interface Main {
    void run(String[] arguments) throws IOException;
  }

  /** A line of the table and the message under it. */
  private record Misuse(String line, String message) {
    String command() {
      return Splitter.on(' ').split(line).iterator().next();
    }

    @Override
    public String toString() {
      return line;
    }
  }

  private static String[] cohort(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--reports={folder}/reports.csv", "--projections={folder}/projections.csv"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @BeforeAll
  static void makeFolders() throws IOException {
    write("reports.csv", "uid,MeSH,Problems,indication,findings,impression\n");
    write("projections.csv", "uid,filename,projection\n");
    write("no-column.csv", "uid,MeSH\n");
    write("policy.yaml", "alpha: 0.05\ntolerence: 1\n");
    write("images/a.png", "");
    Files.createDirectory(folder.resolve("empty"));
    write(
        "own/config.json",
        "{\"name\": \"ours\", \"torchscript\": \"m.pt\", \"tokens\": {\"tokenizer\": \"t\", \"length\": 8}}");
    write(
        "ours/config.json",
        "{\"name\": \"ours\", \"torchscript\": \"n.pt\", \"pixels\": {\"height\": 8, \"width\": 8}}");
    write("other/run.json", "{\"options\": {\"seed\": 7}}");
    write("other-cohort/cohort.json", "{\"options\": {\"seed\": 7}}");
    write("full/thesis.tex", "");
    write("torn/run.json", "{");
    write("studied/studies/test-00000-of-00001.avro", "");
    write("scored/outcomes/outcomes-00000-of-00001.avro", "");
    write("scored/run.json", "{");
    write("mixed/outcomes/outcomes-00000-of-00001.avro", "");
    write("mixed/outcomes/outcomes-00000-of-00002.avro", "");
    write("partial/outcomes/outcomes-00000-of-00002.avro", "");
    write("text/outcomes/outcomes-00000-of-00001.avro", "uid,victim");
    write("text/run.json", "{}");
    write("empty.csv", "");
    Files.createDirectory(folder.resolve("folder.csv"));
    write("metrics.yaml", "metrics: [acuracy]\n");
    write("binary.yaml", "\u0000\u0001");
    Files.write(
        folder.resolve("latin.yaml"), "victim: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    write("keys.yaml", "primarys: []\n");
    write("marked/reference.json", "{\"reference\": {\"files\": {}}}");
    write(
        "escaped/reference.json",
        "{\"reference\": {\"folder\": \"../../etc\", \"run\": \"x\", \"files\": {}},"
            + " \"current\": {\"folder\": \"../../etc\", \"run\": \"x\", \"files\": {}}}");
    Files.createDirectories(folder.resolve("yaml-folder/gate.yaml"));
    write("bare/outcomes/outcomes-00000-of-00001.avro", "");
    write("ill-scored/outcomes/outcomes-00000-of-00001.avro", "");
    write("ill-scored/scorecard.json", "{}");
    write("no-json/run.json", "");
    write("parts/outcomes/batch-0-part-0.avro", "");
    write("parts/outcomes/batch-0-part-0.json", "{}");
    write("carded/models/text/card.json", "{}");
    write("normal.csv", reports(index -> "normal"));
    write("both.csv", reports(index -> index % 2 == 0 ? "normal" : "opacity"));
  }

  /** A table of 40 reports without images. */
  private static String reports(IntFunction<String> problem) {
    return IntStream.range(0, 40)
        .mapToObj(
            uid ->
                "%s,,%s,,the heart is %s,none"
                    .formatted(uid, problem.apply(uid), problem.apply(uid)))
        .collect(
            Collectors.joining("\n", "uid,MeSH,Problems,indication,findings,impression\n", "\n"));
  }

  private static void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /**
   * Of one process, one command's options may be those of another with other defaults. What Beam
   * finds out again then takes the better part of a second: a case keeps what another of its
   * command found.
   */
  private static void forgetOptionsOfAnother(String command) {
    if (!command.equals(asked)) {
      PipelineOptionsFactory.resetCache();
      asked = command;
    }
  }

  @AfterEach
  void forgetFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @AfterAll
  static void forgetOptions() {
    PipelineOptionsFactory.resetCache();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  static Stream<Misuse> misuses() throws IOException {
    List<String> table =
        Resources.readLines(Resources.getResource(MisuseTest.class, TABLE), StandardCharsets.UTF_8);
    return Lists.partition(table, 2).stream()
        .map(misuse -> new Misuse(misuse.get(0), misuse.get(1).strip()))
        .sorted(Comparator.comparing(Misuse::command));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void eachMisuseIsNamedInOneLineBeforeAnyWork(Misuse misuse) {
    String message = misuse.message().replace(FOLDER, folder.toString());
    forgetOptionsOfAnother(misuse.command());
    String said = said(misuse.line());
    if (message.endsWith(MORE)) {
      String start = message.substring(0, message.length() - MORE.length());
      assertTrue(said.startsWith(start), said);
    } else {
      assertEquals(message, said);
    }
    assertEquals(1, said.lines().count(), said);
    assertFalse(Files.exists(folder.resolve("new")), "work began");
  }

  /** Bars and warnings may stand before the line of work that failed. */
  private static String last(String said) {
    return said.substring(said.lastIndexOf('\n') + 1);
  }

  private static boolean hasNoCandidate(List<String> arguments) {
    return arguments.stream()
        .anyMatch(argument -> argument.startsWith("--accept=") || argument.equals("--plan"));
  }

  private static String said(String line) {
    List<String> words = Splitter.on(' ').splitToList(line.replace(FOLDER, folder.toString()));
    String command = words.get(0);
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    for (String usual : USUAL.get(command)) {
      String option = usual.substring(0, usual.indexOf('=') + 1);
      if (arguments.stream().noneMatch(argument -> argument.startsWith(option))
          && !(option.equals("--candidate=") && hasNoCandidate(arguments))) {
        arguments.add(usual.replace(FOLDER, folder.toString()));
      }
    }
    if (PIPELINES.containsKey(command)) {
      return assertThrows(
              UsageException.class,
              () -> PIPELINES.get(command).run(arguments.toArray(String[]::new)))
          .getMessage();
    }
    arguments.add(0, command);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    int status =
        new GauntletCommand(none, new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(arguments);
    String said = err.toString(StandardCharsets.UTF_8);
    String told = last(said.strip()).replaceFirst("^gauntlet: ", "");
    assertEquals(told.startsWith(FAILED) ? 1 : 2, status, said);
    return told.startsWith(FAILED) ? told : said.strip().replaceFirst("^gauntlet: ", "");
  }
}
