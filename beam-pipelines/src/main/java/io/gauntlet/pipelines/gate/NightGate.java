package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.GateRequest;
import io.gauntlet.pipelines.request.GateRequest.Asking;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.ComparedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.ManifestTally;
import io.gauntlet.schema.Study;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.transforms.AttackAndScore;
import io.gauntlet.transforms.AttackReference;
import io.gauntlet.transforms.Gauntlet;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.release.ReferenceStore;
import io.gauntlet.transforms.scoring.CompareToReference;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate of a night, in the night's own graph: what it is held against is known when the night
 * was attacked, and so is whether the reference has to be.
 */
public final class NightGate {
  private static final Logger LOG = LoggerFactory.getLogger(NightGate.class);

  private final NightRequest night;
  private final RunFacts facts;
  private final Optional<ComparedRun> reference;
  private final Optional<ReferenceAttack> attack;

  private NightGate(
      NightRequest night,
      RunFacts facts,
      Optional<ComparedRun> reference,
      Optional<ReferenceAttack> attack) {
    this.night = night;
    this.facts = facts;
    this.reference = reference;
    this.attack = attack;
  }

  /**
   * The gate of a night.
   *
   * @param reference that it is held against; empty where there is none yet
   * @param facts of the night
   * @param provenance what decides its results
   */
  public static NightGate of(
      NightRequest night, Optional<RunLayout> reference, RunFacts facts, Provenance provenance)
      throws IOException {
    if (reference.isEmpty()) {
      return new NightGate(night, facts, Optional.empty(), Optional.empty());
    }
    ComparedRun run = ComparedRun.of(reference.get());
    return new NightGate(night, facts, Optional.of(run), attack(night, run, provenance));
  }

  /** A night is more than its verdict: where the reference cannot be attacked, it goes on. */
  private static Optional<ReferenceAttack> attack(
      NightRequest night, ComparedRun reference, Provenance provenance) throws IOException {
    GateRequest gate = night.gate();
    if (gate.asking() == Asking.AS_IT_WAS || !reference.isIntact()) {
      return Optional.empty();
    }
    try {
      ReferenceAttack attack =
          ReferenceAttack.of(
              ReferenceStore.in(gate.reference().orElseThrow()),
              reference,
              RunLayout.of(night.run().output()),
              provenance.texts(),
              night.run().attacks().hardware());
      new EarlierRun("--referenceRun", attack.models()).requireSameSplit(provenance);
      return Optional.of(attack);
    } catch (UsageException e) {
      LOG.warn("the models of the reference are not attacked again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Has a night compared.
   *
   * @param evaluation of the night's victims
   */
  public AttackAndScore hold(Pipeline pipeline, AttackAndScore evaluation) throws IOException {
    if (reference.isEmpty()) {
      return evaluation.withComparison(
          GateStage.withoutReference(pipeline, facts).withPolicy(GateStage.policy(night.gate())));
    }
    ComparedRun run = reference.get();
    CompareToReference comparison =
        run.comparison(pipeline, "ReadReference", facts).withPolicy(GateStage.policy(night.gate()));
    if (attack.isEmpty()) {
      return evaluation.withComparison(comparison.withRemedy(remedy()));
    }
    AttackReference again = AttackReference.by(attack.get().attack(pipeline));
    Optional<ManifestTally> has =
        attack.get().hasSameDraws() ? AttackedReference.tally(run.layout()) : Optional.empty();
    return evaluation
        .withComparison(comparison.between(run.facts().askedAs(facts), facts))
        .withReference(
            has.map(tally -> again.unless(tally.contents(), comparison.reference())).orElse(again));
  }

  private ImmutableList<String> remedy() {
    return ImmutableList.<String>builder()
        .addAll(night.gate().options())
        .add("--candidate=" + night.run().output())
        .build();
  }

  /** Takes the place of what the reference is asked, and writes what it says there. */
  public void write(Gauntlet.Result run) throws IOException {
    if (attack.isEmpty()) {
      return;
    }
    RunLayout place = attack.get().place();
    PCollection<Study> test = run.split().test();
    try (FolderLock lock = FolderLock.take(place.folder(), test.getPipeline().getOptions())) {
      RunFolder.take(lock, attack.get().provenance());
    }
    CohortStage.requireUnseen(test, attack.get().models());
    test.apply("Reference", new WriteAgain(run.evaluated().again().orElseThrow(), place));
  }

  /** A step around what the night's own attack has too, whose names would be there twice. */
  private static final class WriteAgain extends PTransform<PCollection<Study>, PDone> {
    private static final long serialVersionUID = 1;

    private final transient AttackStudies.Result again;
    private final transient RunLayout place;

    WriteAgain(AttackStudies.Result again, RunLayout place) {
      this.again = again;
      this.place = place;
    }

    @Override
    public PDone expand(PCollection<Study> test) {
      AttackStage.writeAgain(again, test, place);
      return PDone.in(test.getPipeline());
    }
  }
}
