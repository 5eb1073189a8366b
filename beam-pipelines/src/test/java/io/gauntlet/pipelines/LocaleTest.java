package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.io.MoreFiles;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and printed is the same whatever language the machine speaks. */
class LocaleTest {
  private static final Locale USUAL = Locale.getDefault();
  private static final List<String> FILES = List.of("scorecard.json", "report.md", "report.html");

  /** Digits other than 0 to 9, wherever they are. */
  private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir private static Path folder;

  @BeforeAll
  static void runInTheUsualLanguage() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 40, 16, 1);
    run("usual");
    for (int night = 0; night < 2; night++) {
      print(
          "gate",
          "--candidate=" + folder.resolve("usual"),
          "--reference=" + folder.resolve("usual"),
          "--history=" + folder.resolve("nights"));
    }
  }

  private static String run(String name) {
    Path cohort = folder.resolve("cohort");
    return print(
        "run",
        "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
        "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
        "--images=" + cohort.resolve(SyntheticCohort.IMAGES),
        "--output=" + folder.resolve(name),
        "--imageSize=16",
        "--imageEpochs=1",
        "--textEpochs=1",
        "--earlyEpochs=1",
        "--lateEpochs=1",
        "--attacks=fgsm:epsilon=0.01,fgsm:epsilon=0.1,synonym-random",
        "--transfers=none",
        "--attackBatch=8",
        "--gallery=1");
  }

  private static String print(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(stream, stream).run(List.of(arguments));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, text);
    return text;
  }

  @AfterEach
  void speakTheUsualLanguage() {
    Locale.setDefault(USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-nu-thai", "tr-TR", "de-DE"})
  void scorecardAndReportHaveTheSameBytes(String language) throws IOException {
    Path copy = copy(language);
    List<String> report =
        List.of("report", "--output=" + copy, "--history=" + folder.resolve("nights"));
    print(report.toArray(String[]::new));
    List<byte[]> usual = contents(copy);
    Locale.setDefault(Locale.forLanguageTag(language));
    for (String file : FILES) {
      Files.delete(copy.resolve(file));
    }
    print("score", "--output=" + copy);
    print(report.toArray(String[]::new));
    List<byte[]> found = contents(copy);
    for (int i = 0; i < FILES.size(); i++) {
      assertEquals(text(usual.get(i)), text(found.get(i)), FILES.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
  void aWholeRunWritesNoOtherDigits(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    String name = "run-" + Locale.getDefault().getLanguage();
    assertFalse(OTHER_DIGITS.matcher(run(name)).find());
    assertEquals(files("usual"), files(name));
    for (String file : List.of("scorecard.json", "models/image/card.json")) {
      String text = Files.readString(folder.resolve(name).resolve(file));
      assertFalse(OTHER_DIGITS.matcher(text).find(), file);
    }
    assertEquals(
        Files.readString(folder.resolve("usual/scorecard.json")),
        Files.readString(folder.resolve(name).resolve("scorecard.json")));
    for (String command : List.of("plan", "attacks", "models")) {
      assertFalse(OTHER_DIGITS.matcher(print(command)).find(), command);
    }
  }

  /** Names of the files of a run, without those of the gate, which only one of them has. */
  private static List<String> files(String run) throws IOException {
    Path root = folder.resolve(run);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith("verdict.") && !file.startsWith("looks/"))
          .filter(file -> !file.startsWith("diff."))
          .sorted()
          .toList();
    }
  }

  private static Path copy(String name) throws IOException {
    Path from = folder.resolve("usual");
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        MoreFiles.createParentDirectories(target);
        Files.copy(file, target);
      }
    }
    return to;
  }

  private static List<byte[]> contents(Path run) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (String file : FILES) {
      contents.add(Files.readAllBytes(run.resolve(file)));
    }
    return contents;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
