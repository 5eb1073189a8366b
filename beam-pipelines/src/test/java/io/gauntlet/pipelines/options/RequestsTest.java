package io.gauntlet.pipelines.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.Modality;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.gate.GateAction;
import io.gauntlet.pipelines.gate.GateAction.Promotion;
import io.gauntlet.pipelines.gate.GateActions;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.VerdictFormat;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What options become; what is refused is in {@code misuses.txt}. */
class RequestsTest {
  private static final List<String> COHORT =
      List.of("--reports=r.csv", "--projections=p.csv", "--images=i", "--output=o/");

  @Test
  void aRunWithoutMoreIsThatOfThePaperWithSomethingLeftToLose() {
    RunRequest run = Requests.run(parse(GauntletOptions.class));
    assertEquals(Path.of("o").toAbsolutePath().toString(), run.output());
    assertEquals(Set.of(Modality.IMAGE, Modality.TEXT), run.cohort().modalities());
    assertEquals(new SplitRequest(0.8, 1), run.split());
    assertEquals(VictimList.demo(), run.training().victims());
    assertEquals(TrainingSeeds.ofRun(1), run.training().seeds());
    assertEquals(AttackGrid.paper().transfers(), run.attacks().grid().transfers());
    assertEquals(AttackGrid.paper().attacks(), run.attacks().grid().attacks().subList(0, 11));
    assertEquals(
        List.of("fgsm:epsilon=0.002", "fgsm:epsilon=0.006"),
        run.attacks().grid().attacks().stream().skip(11).map(AttackSpec::toString).toList());
    assertTrue(run.attacks().victims().folders().isEmpty());
    assertEquals(32, run.attacks().batch());
    assertEquals(6, run.attacks().kept().gallery());
    assertEquals(
        new HardwareRequest(ComputeDevice.AUTO, Optional.empty(), Optional.empty()),
        run.attacks().hardware());
    assertEquals(20, run.scoring().minSlice());
  }

  @Test
  void attacksAreSweptAndWithoutImagesNothingIsTransferred() {
    AttackGrid grid =
        grid("--attacks=fgsm,half-sentence-deletion", "--epsilons=0.1, 8/255", "--fractions=0.2");
    assertEquals(6, grid.attacks().size(), grid.attacks().toString());
    assertEquals(AttackGrid.paper().transfers(), grid.transfers());
    assertTrue(grid("--modalities=text").transfers().isEmpty());
    assertTrue(grid("--transfers=none").transfers().isEmpty());
  }

  private static AttackGrid grid(String... options) {
    return Requests.run(parse(GauntletOptions.class, options)).attacks().grid();
  }

  @Test
  void whatTheVictimsSeeDecidesWhatIsRead() {
    RunRequest run = Requests.run(parse(GauntletOptions.class, "--train=a=text,b=text:epochs=2"));
    assertEquals(List.of("a", "b"), run.training().victims().names());
    assertEquals(Set.of(Modality.TEXT), run.cohort().modalities());
    assertTrue(run.attacks().grid().transfers().isEmpty());
  }

  @Test
  void aNightHasAReferenceAndATableWhereTheyAreNamed() {
    NightRequest first = Requests.night(parse(NightlyOptions.class));
    assertEquals(Optional.empty(), first.gate().reference());
    assertEquals(Optional.empty(), first.historyTable());
    assertEquals(Optional.empty(), first.gate().policy());
    NightRequest second =
        Requests.night(
            parse(
                NightlyOptions.class,
                "--referenceRun=b",
                "--historyTable=p:d.t",
                "--tempLocation=t",
                "--seed=3"));
    assertEquals(Optional.of(absolute("b")), second.gate().reference());
    assertEquals(Optional.of("p:d.t"), second.historyTable());
    assertEquals(3, second.run().attacks().seed());
  }

  @Test
  void aComparisonHasThePolicyOfItsFile(@TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("p.yaml"), "{alpha: 0.01, victim: a}");
    GateAction.Compare comparison =
        (GateAction.Compare)
            gate(
                "--reference=b",
                "--candidate=c",
                "--policy=" + policy,
                "--format=junit",
                "--promote");
    assertEquals(0.01, comparison.policy().orElseThrow().alpha());
    assertEquals(VerdictFormat.JUNIT, comparison.format());
    assertEquals(Promotion.CURRENT, comparison.promotion());
    assertEquals(Optional.empty(), comparison.history());
  }

  @Test
  void aGateIsAskedForSeveralThings() throws IOException {
    assertEquals(new GateAction.PrintPolicy(), gate("--policy=default"));
    assertEquals(
        new GateAction.Accept(absolute("b"), absolute("c")), gate("--reference=b", "--accept=c"));
    assertEquals(
        new GateAction.First(absolute("b"), absolute("c"), GatePolicy.standard()),
        gate("--reference=b", "--candidate=c", "--first"));
    assertEquals(
        new GateAction.Plan(absolute("b"), Optional.empty()), gate("--reference=b", "--plan"));
    assertThrows(UsageException.class, () -> gate("--candidate=c"));
    assertThrows(UsageException.class, () -> gate("--reference=b"));
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().toString();
  }

  private static GateAction gate(String... options) throws IOException {
    return GateActions.of(CommandLineOptions.parse(GateOptions.class, List.of(options)));
  }

  @Test
  void whereARunWritesAndRunsDoesNotDecideItsResults() {
    Provenance provenance =
        Requests.provenance(parse(GauntletOptions.class, "--gpu=nvidia-l4"), GauntletOptions.class);
    assertEquals(32, provenance.facts().get("attackBatch"));
    assertFalse(provenance.facts().containsKey("output"));
    assertFalse(provenance.facts().containsKey("gpu"));
    assertFalse(provenance.facts().containsKey("minRam"));
    assertEquals(Optional.empty(), provenance.dataDigest());
  }

  @Test
  void theDigestIsThatOfBothTables(@TempDir Path folder) throws IOException {
    Path reports = Files.writeString(folder.resolve("r.csv"), "a");
    Path projections = Files.writeString(folder.resolve("p.csv"), "b");
    CohortOptions options =
        CommandLineOptions.parse(
            CohortOptions.class, List.of("--reports=" + reports, "--projections=" + projections));
    assertEquals(
        // Of "ab".
        Optional.of("sha256:fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"),
        Requests.provenance(options, CohortOptions.class)
            .with(Requests.cohort(options))
            .dataDigest());
  }

  private static <T extends PipelineOptions> T parse(Class<T> type, String... more) {
    List<String> arguments = new ArrayList<>(COHORT);
    arguments.addAll(List.of(more));
    return CommandLineOptions.parse(type, arguments);
  }
}
