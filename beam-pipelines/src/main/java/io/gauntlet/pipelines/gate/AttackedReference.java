package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.gauntlet.pipelines.local.RunProgress;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.ComparedRun;
import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.ManifestTally;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.schema.Study;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.RunNameOptions;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/**
 * A reference that was asked what a candidate was.
 *
 * @param run with the outcomes to compare with
 * @param note what of it is new, for the verdict
 * @param dropped attacks of the reference that the candidate was not attacked by
 */
record AttackedReference(ComparedRun run, Cause note, ImmutableSet<String> dropped) {

  /**
   * Attacks the models of a reference on this machine, where the reference was not asked all that
   * the candidate was, and nothing more.
   *
   * @param options of Beam's runner
   * @param store of the reference
   */
  static AttackedReference of(
      PipelineOptions options, ReferenceStore store, ComparedRun reference, ComparedRun candidate)
      throws IOException {
    ReferenceAttack attack =
        ReferenceAttack.of(
            store,
            reference,
            candidate.layout(),
            RunFolder.options(candidate.folder()),
            HardwareRequest.here());
    Optional<ManifestTally> has = tally(reference.layout());
    Optional<ManifestTally> asked = tally(candidate.layout());
    if (attack.hasSameDraws()
        && has.isPresent()
        && asked.isPresent()
        && has.get().contents().isLike(asked.get().contents())) {
      return new AttackedReference(
          withFacts(reference, candidate.facts()),
          note(has.get().toManifest().totals().rows(), 0, reference.folder()),
          ImmutableSet.of());
    }
    RunLayout studies =
        EarlierRun.in("--candidate", candidate.folder()).requireStudies(RunLayout::test);
    Map<String, Long> counters = run(options, attack, studies);
    return new AttackedReference(
        withFacts(ComparedRun.of(attack.place()), candidate.facts()),
        note(
            counters.getOrDefault("outcomes-reused", 0L),
            counters.getOrDefault("outcomes-made", 0L),
            attack.place().folder()),
        Sets.difference(attacks(has), attacks(asked)).immutableCopy());
  }

  private static ImmutableSet<String> attacks(Optional<ManifestTally> run) {
    return run.map(tally -> tally.contents().cells()).orElse(ImmutableSortedSet.of()).stream()
        .map(PartCell::attack)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static ComparedRun withFacts(ComparedRun again, RunFacts candidate) {
    return new ComparedRun(
        again.layout(), again.facts().askedAs(candidate).with(candidate.scope()));
  }

  private static Cause note(long reused, long made, String folder) {
    return Cause.of(Code.ATTACKED_AGAIN)
        .with("reused", (double) reused)
        .with("made", (double) made)
        .naming(folder);
  }

  private static Map<String, Long> run(
      PipelineOptions options, ReferenceAttack attack, RunLayout studies) throws IOException {
    RunLayout place = attack.place();
    try (FolderLock lock = FolderLock.take(place.folder(), options)) {
      RunFolder.take(lock, attack.provenance());
      options.as(RunNameOptions.class).setRunName(place.folder());
      Pipeline pipeline = Pipeline.create(options);
      PCollection<Study> test = CohortStage.readTest(pipeline, studies);
      CohortStage.requireUnseen(test, attack.models());
      PCollection<Study> asked =
          AttackStage.sample(attack.attacks())
              .map(sample -> test.apply("SampleStudies", sample).studies())
              .orElse(test);
      AttackStage.writeAgain(
          asked.apply(
              "AttackReference",
              attack.attack(pipeline).withReports(CohortStage.readReports(pipeline, studies))),
          asked,
          place);
      try (RunProgress progress = RunProgress.begin(options)) {
        PipelineResult result = pipeline.run();
        result.waitUntilFinish();
        progress.complete();
        return Counters.of(result, AttackStudies.class);
      }
    }
  }

  /** What is in the parts of a run; empty where it has none. */
  static Optional<ManifestTally> tally(RunLayout run) throws IOException {
    PartStore store = new PartStore(new RunFiles(run.parts()));
    ManifestTally tally = new ManifestTally();
    boolean any = false;
    for (String file : store.files().names()) {
      Optional<PartName> part = PartName.of(file).filter(name -> name.summary().equals(file));
      if (part.isPresent()) {
        tally.add(store.summary(part.get()));
        any = true;
      }
    }
    return any ? Optional.of(tally) : Optional.empty();
  }
}
