package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.stage.HistoryTable;
import io.gauntlet.records.AttackValues;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that are run to their end, here: what arrives in the folder and in the table. */
class NightlyRegressionTest {
  private static final String PROJECT = "gauntlet-project";
  private static final String DATASET = "gauntlet";
  private static final String TABLE = "history";
  private static final String UNTRAINED = "--textLearningRate=1e-9";

  @TempDir private Path folder;

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aNightIsHeldAgainstTheOneBeforeAndRemembered() throws Exception {
    FakeDatasetService.setUp();
    FakeDatasetService table = new FakeDatasetService();
    FakeJobService.setUp();
    table.createDataset(PROJECT, DATASET, "EU", "", null);
    table.createTable(
        new Table()
            .setTableReference(
                new TableReference().setProjectId(PROJECT).setDatasetId(DATASET).setTableId(TABLE))
            .setSchema(HistoryTable.schema()));
    SyntheticCohort.write(folder.resolve("cohort"), 90, 16, 1);
    // Some 40 studies are few, and can tell a wide margin alone.
    Files.writeString(
        folder.resolve("gate.yaml"),
        "{alpha: 0.2, primaries: [{victim: text, attack: none, margin: 0.2}]}");

    night(table, "first");
    assertEquals(Verdict.Status.NO_REFERENCE, verdict("first").status());
    night(table, "same", "--referenceRun=" + folder.resolve("first"));
    assertEquals(Verdict.Status.PASS, verdict("same").status());
    assertEquals(scorecard("first"), scorecard("same"));
    night(table, "worse", "--referenceRun=" + folder.resolve("first"), UNTRAINED);
    assertEquals(Verdict.Status.FAIL, verdict("worse").status());
    String passed = "The weights and the answers are those of the reference";
    assertTrue(page("same").contains(passed));
    assertFalse(page("worse").contains(passed));
    assertTrue(page("worse").contains("at least the margin of 20.0 and beyond chance"));
    for (String night : List.of("same", "worse")) {
      Verdict early =
          VerdictJson.read(
              Files.readString(folder.resolve(night).resolve("verdict-of-primaries.json")));
      assertEquals(verdict(night).status(), early.status());
      assertEquals(verdict(night).primaries(), early.primaries());
    }

    int cells = scorecard("first").cells().size();
    assertEquals(
        Map.of("first NO_REFERENCE", cells, "same PASS", cells, "worse FAIL", cells),
        remembered(table));
  }

  /**
   * Another attack than the reference's: its models are asked in the same graph, or it is said how.
   */
  @Test
  void aNightOfOtherAttacksIsHeldAgainstTheModelsOfTheReference() throws Exception {
    SyntheticCohort.write(folder.resolve("cohort"), 90, 16, 1);
    Files.writeString(
        folder.resolve("gate.yaml"),
        "{alpha: 0.2, primaries: [{victim: text, attack: none, margin: 0.2}]}");
    night("first");
    String reference = "--referenceRun=" + folder.resolve("first");
    night("other", reference, "--attacks=pwws");
    assertEquals(Verdict.Status.PASS, verdict("other").status());
    assertEquals(List.of(Code.SAME_WEIGHTS), codes(verdict("other").notes()));
    night("worse", reference, "--attacks=pwws", UNTRAINED);
    assertEquals(Verdict.Status.FAIL, verdict("worse").status());
    night("unasked", reference, "--attacks=pwws", "--reattackReference=false");
    assertEquals(Verdict.Status.NOT_COMPARABLE, verdict("unasked").status());
    assertEquals(
        List.of(Code.OTHER_ATTACKS, Code.ATTACK_AGAIN), codes(verdict("unasked").causes()));
    assertTrue(
        page("unasked")
            .contains("gauntlet gate --reattack --reference=" + folder.resolve("first")));
  }

  private static List<Code> codes(List<Cause> causes) {
    return causes.stream().map(Cause::code).toList();
  }

  private void night(String name, String... more) throws IOException {
    List<String> all = new ArrayList<>(arguments(name, more));
    all.removeIf(argument -> argument.startsWith("--historyTable="));
    NightlyRegression.run(
        Launch.options(NightlyOptions.class, all.toArray(String[]::new)), HistoryTable::append);
  }

  private void night(FakeDatasetService table, String name, String... more) throws IOException {
    NightlyRegression.run(
        Launch.options(NightlyOptions.class, arguments(name, more).toArray(String[]::new)),
        history ->
            HistoryTable.append(history)
                .withTestServices(
                    new FakeBigQueryServices()
                        .withDatasetService(table)
                        .withJobService(new FakeJobService())));
  }

  private List<String> arguments(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--reports=" + folder.resolve("cohort").resolve(SyntheticCohort.REPORTS),
                "--projections=" + folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS),
                "--output=" + folder.resolve(name),
                "--tempLocation=" + folder.resolve("temp"),
                "--project=" + PROJECT,
                "--historyTable=" + PROJECT + ":" + DATASET + "." + TABLE,
                "--policyFile=" + folder.resolve("gate.yaml"),
                "--modalities=text",
                "--trainFraction=0.5",
                "--textEpochs=4",
                "--batch=4",
                "--attacks=half-sentence-deletion",
                "--transfers=none"));
    for (String option : more) {
      String start = option.substring(0, option.indexOf('=') + 1);
      arguments.removeIf(argument -> argument.startsWith(start));
      arguments.add(option);
    }
    return arguments;
  }

  private Verdict verdict(String night) throws IOException {
    return VerdictJson.read(Files.readString(folder.resolve(night).resolve("verdict.json")));
  }

  private Scorecard scorecard(String night) throws IOException {
    return ScorecardJson.read(
        Files.readString(folder.resolve(night).resolve("scorecard.json")), new AttackValues()::of);
  }

  private String page(String night) throws IOException {
    return Files.readString(folder.resolve(night).resolve("report.html"));
  }

  /** How many rows there are of each run, by its name and verdict. */
  private static Map<String, Integer> remembered(FakeDatasetService table) throws Exception {
    return table.getAllRows(PROJECT, DATASET, TABLE).stream()
        .collect(
            Collectors.toMap(
                NightlyRegressionTest::runAndVerdict, row -> 1, Integer::sum, TreeMap::new));
  }

  private static String runAndVerdict(TableRow row) {
    return Path.of((String) row.get("run")).getFileName() + " " + row.get("verdict");
  }
}
