package io.gauntlet.pipelines.replay;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.pipelines.replay.ReplayRequest.WantedOutcome;
import io.gauntlet.pipelines.request.Brought;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.plan.run.ReportPool;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.PartStudy;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.BringVictims;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.attacking.chosen.ChooseReports;
import io.gauntlet.transforms.attacking.chosen.KnownReports;
import io.gauntlet.transforms.replay.RecordedOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A run of which outcomes are made again: what it wrote, and the models and studies that it used.
 */
public final class ReplayedRun {
  private final RunLayout run;
  private final RunStudies studies;
  private final Map<String, String> options;
  private final RunParts parts;

  private ReplayedRun(
      RunLayout run, RunStudies studies, Map<String, String> options, RunParts parts) {
    this.run = run;
    this.studies = studies;
    this.options = options;
    this.parts = parts;
  }

  /**
   * The run in a folder.
   *
   * @throws UsageException when it has no outcomes, or keeps no captions
   */
  public static ReplayedRun in(String folder) throws IOException {
    RunLayout run = EarlierRun.in("--run", folder).requireFolder();
    RunParts parts = RunParts.of(run);
    Map<String, String> options = RunFolder.options(run.folder());
    String others = Strings.nullToEmpty(options.get("studiesFrom"));
    RunLayout studies =
        EarlierRun.in("--run", others.isEmpty() ? run.folder() : others)
            .requireStudies(RunLayout::test);
    return new ReplayedRun(run, new RunStudies(studies), options, parts);
  }

  /**
   * An outcome, with what was attacked with it.
   *
   * @throws UsageException when there is none, or a study is gone
   */
  public RecordedOutcome find(WantedOutcome wanted) throws IOException {
    RunParts.Found found = parts.find(wanted);
    RunParts.OfStudy ofStudy = parts.read(found, wanted.uid());
    Outcome outcome =
        ofStudy.outcomes().stream()
            .filter(each -> PartCell.of(each).equals(found.cell()))
            .findFirst()
            .orElseThrow();
    List<String> uids = found.part().studies().stream().map(PartStudy::uid).toList();
    ImmutableList<Study> batch = studies.read(Set.copyOf(uids));
    if (batch.size() != uids.size()) {
      throw new UsageException(
          "--run: of the %s studies of the batch %s are in %s; bring back what the run wrote, or run again"
              .formatted(uids.size(), batch.size(), studies.run().test()));
    }
    return new RecordedOutcome(
        outcome, ofStudy.outcomes(), ofStudy.kept(), batch, RunParts.digests(found.part()));
  }

  /** What the run drew at random for an outcome and those before it. */
  public Draws draws(RecordedOutcome recorded) throws IOException {
    long seed = Long.parseLong(options.getOrDefault("seed", "1"));
    List<AttackSpec> attacks =
        recorded.ofPart().stream().map(Outcome::getAttack).map(AttackSpec::parse).toList();
    return new Draws(
        seed,
        attacks.stream().anyMatch(ReportPool::isNeededBy)
            ? ReportPool.of(ChooseReports.among(studies.read(parts.uids()), seed), seed)
            : ReportPool.NONE,
        attacks.stream().anyMatch(Draws::readsWords) ? words() : ReportWords.NONE);
  }

  /** The words of the training part, and the lexicon that the run had. */
  private ReportWords words() throws IOException {
    return KnownReports.words(
        studies.readTraining(), Brought.lexicon(Strings.nullToEmpty(options.get("lexicon"))));
  }

  /** The models that were attacked beside each other, those that a user brought among them. */
  public ImmutableList<ModelReference> models(Optional<Long> replica) throws IOException {
    String others = Strings.nullToEmpty(options.get("modelsFrom"));
    RunLayout trained =
        EarlierRun.in("--run", others.isEmpty() ? run.folder() : others)
            .requireModels("bring back the models that the run attacked");
    ImmutableList.Builder<ModelReference> models = ImmutableList.builder();
    for (String model : ReadModels.finished(trained.models())) {
      models.add(ReadModels.reference(model));
    }
    VictimCatalogue kinds = VictimCatalogue.load();
    for (String own : CommaList.ofPaths(Strings.nullToEmpty(options.get("victims")))) {
      models.add(BringVictims.reference(own, kinds));
    }
    return models.build().stream()
        .filter(model -> Objects.equals(model.getReplica(), replica.orElse(null)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Where the run's victims ran. */
  public ComputeDevice device() {
    return new ComputeDevice(options.getOrDefault("device", ComputeDevice.AUTO.name()));
  }
}
