package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.schema.Study;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.AttackAndScore;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.order.AtOnce;
import io.gauntlet.transforms.attacking.order.Deadline;
import io.gauntlet.transforms.attacking.order.PrimariesFirst;
import io.gauntlet.transforms.attacking.order.WorkOrder;
import io.gauntlet.transforms.cohort.SampleStudies;
import io.gauntlet.transforms.parts.WriteManifest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.beam.sdk.values.PCollection;

/** The third stage: every victim attacked, and the outcomes written. */
public final class AttackStage {
  /** Names the stage's files. */
  public static final String NAME = "attack";

  /** Where an attack that is run apart writes down what it is. */
  public static final String FILE = NAME + ".json";

  private AttackStage() {}

  /**
   * The attacks that are asked for, on workers that hold networks; against no victim yet. Their
   * outcomes go into a run.
   */
  public static AttackStudies attacks(AttackRequest request, RunLayout layout) {
    AttackStudies attacks = attacks(request).inOrder(order(request)).keptIn(layout.parts());
    attacks.setResourceHints(Hardware.hints(request.hardware()));
    return attacks;
  }

  /** The attacks that are asked for, all at once, on any worker; their outcomes are handed on. */
  public static AttackStudies attacks(AttackRequest request) {
    return AttackStudies.withGrid(request.grid())
        .withBatch(request.batch())
        .withSeed(request.seed())
        .withLexicon(request.brought().lexicon())
        .withDevice(request.hardware().device())
        .withGallery(request.kept().gallery())
        .withCaptions(request.kept().captions());
  }

  /**
   * Writes what could not be attacked, and the manifest of the parts that the attacks wrote.
   *
   * @param file of the run's folder that gets the manifest
   */
  public static void write(AttackAndScore.Result run, RunLayout layout, String file) {
    write(
        run.attacked(),
        run.studies(),
        layout,
        WriteManifest.into(layout.folder(), file, layout.parts()).withScope(run.scope()));
  }

  /** The same, of an attack on the models of another run. */
  public static void writeAgain(
      AttackStudies.Result attacked, PCollection<Study> studies, RunLayout layout) {
    write(
        attacked,
        studies,
        layout,
        WriteManifest.into(layout.folder(), RunFolder.FILE, layout.parts()));
  }

  private static void write(
      AttackStudies.Result attacked,
      PCollection<Study> studies,
      RunLayout layout,
      WriteManifest manifest) {
    Quarantine.write(NAME, layout, attacked.quarantined(), studies);
    attacked.parts().orElseThrow().apply("WriteManifest", manifest);
  }

  /** The order that is asked for; the deadline counts from now. */
  private static WorkOrder order(AttackRequest request) {
    return request.limits().isOrdered()
        ? new PrimariesFirst(
            request.limits().policy().orElseGet(GatePolicy::standard),
            request
                .limits()
                .deadline()
                .map(limit -> new Deadline(limit.text(), Instant.now().plus(limit.duration())))
                .orElse(Deadline.NONE))
        : new AtOnce();
  }

  /** The sample of the studies that is asked for; empty where all are attacked. */
  public static Optional<SampleStudies> sample(AttackRequest request) {
    OptionalInt studies = request.limits().sample();
    return studies.isPresent()
        ? Optional.of(SampleStudies.of(studies.getAsInt()).withSeed(request.seed()))
        : Optional.empty();
  }
}
