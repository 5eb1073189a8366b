package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.AttackRequest;
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
    AttackStudies attacks =
        AttackStudies.withGrid(request.grid())
            .withBatch(request.batch())
            .withSeed(request.seed())
            .withDevice(request.hardware().device())
            .withGallery(request.gallery())
            .inOrder(order(request))
            .keptIn(layout.parts());
    attacks.setResourceHints(Hardware.hints(request.hardware()));
    return attacks;
  }

  /**
   * Writes what could not be attacked, and the manifest of the parts that the attacks wrote.
   *
   * @param file of the run's folder that gets the manifest
   */
  public static void write(AttackAndScore.Result run, RunLayout layout, String file) {
    Quarantine.write(NAME, layout, run.attacked().quarantined(), run.studies());
    run.attacked()
        .parts()
        .orElseThrow()
        .apply(
            "WriteManifest",
            WriteManifest.into(layout.folder(), file, layout.parts()).withScope(run.scope()));
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
  static Optional<SampleStudies> sample(AttackRequest request) {
    OptionalInt studies = request.limits().sample();
    return studies.isPresent()
        ? Optional.of(SampleStudies.of(studies.getAsInt()).withSeed(request.seed()))
        : Optional.empty();
  }
}
