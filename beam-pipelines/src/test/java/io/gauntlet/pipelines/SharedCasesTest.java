package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ObjectArrays;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small inputs of faults that users of such tools report, through the command as a user calls it.
 * They may lie beside the checkout; a test whose input does not is skipped, and tests of each
 * fault's own class have inputs of their own.
 */
class SharedCasesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static Path shared(String name) {
    Path top = Path.of("").toAbsolutePath();
    while (top != null && !Files.exists(top.resolve("shared/cases").resolve(name))) {
      top = top.getParent();
    }
    assumeTrue(top != null, "no shared/cases/" + name + " beside the checkout");
    return top.resolve("shared/cases").resolve(name);
  }

  @AfterEach
  void forgetOptions() {
    PipelineOptionsFactory.resetCache();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private int run(String... arguments) {
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private int join(String table, String encoding) {
    Path folder = shared("tables").resolve(table);
    return run(
        "join",
        "--modalities=text",
        "--encoding=" + encoding,
        "--reports=" + folder.resolve("indiana_reports.csv"),
        "--projections=" + folder.resolve("indiana_projections.csv"));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String count(String name) {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("none");
  }

  @Test
  void aTableOfWindowsIsRefusedUntilItsEncodingIsNamed() {
    assertEquals(2, join("latin1-cp1252", "UTF-8"));
    assertTrue(said().contains("line 5 holds the byte 0xb5, which is no UTF-8"), said());
    assertTrue(said().contains("--encoding=windows-1252"), said());
    assertEquals(0, join("latin1-cp1252", "windows-1252"), said());
    assertEquals("12", count("reports"));
  }

  @ParameterizedTest
  @CsvSource({"extra-cells-unquoted-comma-text, 4, 20", "label-nan-empty-noindexing, 3, 3"})
  void rowsThatMeanNothingAreQuarantined(String table, String quarantined, String normal) {
    assertEquals(0, join(table, "UTF-8"), said());
    assertEquals(quarantined, count("quarantined"));
    assertEquals(normal, count("reports-normal"));
  }

  @Test
  void aVarianceBelowZeroIsRefusedWithItsTensor() {
    assertEquals(2, plan("image", "tiny", "negative-running-var.pt"));
    assertTrue(said().contains("bn1.running_var is a variance and holds -1.0"), said());
  }

  @Test
  void aStateDictBesideOtherTensorsIsFound() {
    assertEquals(
        0, plan("image", "tiny", "imagenet-example-checkpoint-best_acc1-tensor.pth.tar"), said());
  }

  private int plan(String modality, String model, String weights) {
    return run(
        "plan",
        "--modalities=" + modality,
        "--%sModel=%s".formatted(modality, model),
        "--%sWeights=%s"
            .formatted(
                modality,
                shared(modality.equals("text") ? "bert/" + weights : "weights/" + weights)),
        "--imageSize=16",
        "--attacks=none");
  }

  @Test
  void anAddedWordBeyondTheEmbeddingIsRefused() {
    assertEquals(2, plan("text", "bert", "added-token-beyond-embedding"));
    assertTrue(said().contains("'effusions' is number 75, and the network has 75"), said());
  }

  /** The one study that lies in the other class is in the training part. */
  @Test
  void aClassThatTheTestPartLacksHasNoScoreAndAWarning(@TempDir Path folder) throws IOException {
    assertEquals(
        0,
        run(
            cohort(
                "run",
                shared("cohort-1-normal-of-30").resolve("images"),
                "--imageModel=tiny",
                "--imageSize=16",
                "--imageEpochs=1",
                "--attacks=none",
                "--output=" + folder)),
        said());
    String table = out.toString(StandardCharsets.UTF_8);
    assertTrue(table.contains("no study of the test part is normal"), table);
    JsonNode scorecard = new ObjectMapper().readTree(folder.resolve("scorecard.json").toFile());
    JsonNode clean = scorecard.get("cells").get(0);
    assertTrue(clean.get("normal_f1").isNull(), clean.toString());
    assertEquals("no_normal_study", clean.get("absent").get("normal_f1").asText());
    assertEquals("MISSING_CLASS", scorecard.get("warnings").get(0).get("sign").asText());
  }

  /** As a frontal image; what grey it is has a test where pictures are decoded. */
  @ParameterizedTest
  @CsvSource({"cmyk.jpg, none, none", "truncated-half.jpg, 1, 1"})
  void aPictureIsReadAsOthersReadItOrQuarantined(
      String picture, String quarantined, String unreadable, @TempDir Path folder)
      throws IOException {
    Path given = shared("cohort-1-normal-of-30").resolve("images");
    try (Stream<Path> files = Files.list(given)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.copy(
        shared("pictures").resolve(picture),
        folder.resolve("10_IM-0002-1001.dcm.png"),
        StandardCopyOption.REPLACE_EXISTING);

    assertEquals(0, run(cohort("join", folder)), said());
    assertEquals("30", count("reports"));
    assertEquals(quarantined, count("quarantined"));
    assertEquals(unreadable, count("quarantined-unreadable-picture"));
  }

  @Test
  void aVictimWhoseNumbersAreNoLogitsIsRefusedBeforeAnythingTrains(@TempDir Path folder) {
    assertRefused("returns-sigmoid-probability-b1", "are all between 0 and 1", folder);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource(
      delimiter = '|',
      value = {
        "returns-nan-always | [NaN, NaN] for the caption",
        "returns-dict | say which is the answer",
        "batchnorm-exported-in-train-mode-traced | depends on the studies beside it",
      })
  void aVictimThatCannotBeAttackedIsRefusedBeforeAnythingTrains(
      String victim, String found, @TempDir Path folder) {
    assertRefused(victim, found, folder);
  }

  private void assertRefused(String victim, String found, Path folder) {
    assertEquals(1, attack(victim, "image", "none", folder));
    assertTrue(said().contains(found), said());
    assertTrue(said().contains(victim), said());
    assertFalse(Files.exists(folder.resolve("models")), said());
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"modifies-input-in-place", "traced-with-batch-baked-in", "returns-double-b1"})
  void aVictimThatCanBeServedIsAttackedWithinTheBudget(String victim, @TempDir Path folder)
      throws IOException {
    assertEquals(
        0,
        attack(victim, "none", "square:epsilon=0.03:queries=20,fgsm:epsilon=0.03", folder),
        said());
    JsonNode scorecard = new ObjectMapper().readTree(folder.resolve("scorecard.json").toFile());
    int cells = 0;
    for (JsonNode cell : scorecard.get("cells")) {
      if (cell.get("victim").asText().equals(victim)
          && !cell.get("attack").asText().equals("none")) {
        cells++;
        assertEquals(0, cell.path("invalid").asInt(), cell.toString());
        assertTrue(cell.get("median_linf").asDouble() < 0.03 + 1e-6, cell.toString());
      }
    }
    assertEquals(2, cells, scorecard.toString());
  }

  private int attack(String victim, String train, String attacks, Path folder) {
    return run(
        cohort(
            "run",
            shared("cohort-1-normal-of-30").resolve("images"),
            "--victims=" + shared("victims").resolve(victim),
            "--train=" + train,
            "--imageModel=tiny",
            "--imageSize=28",
            "--imageEpochs=1",
            "--attacks=" + attacks,
            "--output=" + folder));
  }

  private static String[] cohort(String command, Path images, String... others) {
    Path tables = shared("cohort-1-normal-of-30");
    return ObjectArrays.concat(
        new String[] {
          command,
          "--modalities=image",
          "--reports=" + tables.resolve("indiana_reports.csv"),
          "--projections=" + tables.resolve("indiana_projections.csv"),
          "--images=" + images
        },
        others,
        String.class);
  }
}
