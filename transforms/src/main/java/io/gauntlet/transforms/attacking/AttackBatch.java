package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.run.AttackedBatch;
import io.gauntlet.plan.run.GridRunner;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Does one part of the plan on one batch of studies, with models that the process shares. Studies
 * that cannot be read and attacks that a victim does not allow are reported by the first part
 * alone.
 */
final class AttackBatch extends DoFn<KV<Integer, Iterable<Study>>, Outcome> {
  /** The name of the stage in lines of the log. */
  static final String STAGE = "attack";

  private static final long serialVersionUID = 1;

  private final PCollectionView<List<ModelReference>> models;
  private final PCollectionView<Long> count;
  private final PCollectionView<List<String>> kept;
  private final AttackSettings settings;
  private final String graph = UUID.randomUUID().toString();
  private final AttackCounters counters = new AttackCounters();
  private final Quarantining quarantining = new Quarantining(AttackStudies.class);
  private transient OpenVictims victims;

  /**
   * Attacks with these settings.
   *
   * @param models the victims
   * @param count of all studies
   * @param kept uids of the studies that keep their images and captions
   */
  AttackBatch(
      PCollectionView<List<ModelReference>> models,
      PCollectionView<Long> count,
      PCollectionView<List<String>> kept,
      AttackSettings settings) {
    this.models = models;
    this.count = count;
    this.kept = kept;
    this.settings = settings;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    StageLog.of(context.getPipelineOptions(), STAGE).around(() -> attack(context));
  }

  private void attack(ProcessContext context) throws IOException {
    BatchLayout layout = BatchLayout.of(context.sideInput(count), settings.batch());
    int part = layout.partOf(context.element().getKey());
    int batch = layout.batchOf(context.element().getKey());
    if (victims == null) {
      victims = OpenVictims.open(context.sideInput(models), settings, layout.parts(), counters);
    }
    Map<Replica, AttackPlan> plans = victims.plans(part);
    if (plans.isEmpty()) {
      return;
    }
    Progress progress = Progress.of(layout.batches() * (long) victims.parts());
    progress.begun("batches of about " + settings.batch() + " studies");
    ReadableStudies readable = read(batch, layout.parts(), context.element().getValue());
    if (part == 0) {
      report(readable, context);
    }
    if (readable.size() > 0) {
      OutcomeOrigin origin = new OutcomeOrigin(batch, part, readable.studies());
      attack(readable, plans, origin, context);
    }
    progress.done(
        "batch %d, part %d, %d studies"
            .formatted(batch, part, readable.size() + readable.unreadable().size()));
  }

  /** Reads a batch; of several parts of the plan in this process the first reads it for all. */
  private ReadableStudies read(int batch, int parts, Iterable<Study> studies) {
    Optional<ImageSize> input = victims.imageSize();
    return parts == 1
        ? read(studies, input)
        : DecodedBatches.get(new DecodedBatches.Key(graph, batch), () -> read(studies, input));
  }

  private ReadableStudies read(Iterable<Study> studies, Optional<ImageSize> input) {
    ReadableStudies read = ReadableStudies.read(studies, input);
    counters.imagesRead(read.bytes());
    return read;
  }

  private void report(ReadableStudies readable, ProcessContext context) {
    victims
        .omitted()
        .forEach(omitted -> context.output(AttackStudies.OMITTED, quarantined(omitted)));
    readable
        .unreadable()
        .forEach(
            bad -> quarantining.take(bad, out -> context.output(AttackStudies.QUARANTINED, out)));
    counters.studies(
        readable.size(),
        victims.countCut(readable.studies().stream().map(Study::getCaption).toList()));
  }

  private void attack(
      ReadableStudies readable,
      Map<Replica, AttackPlan> plans,
      OutcomeOrigin origin,
      ProcessContext context) {
    KeptStudies gallery = KeptStudies.of(context.sideInput(kept));
    try (NDManager scope = victims.manager().newSubManager()) {
      StudyBatch studies = readable.toBatch(scope);
      plans.forEach(
          (replica, plan) -> {
            AttackedBatch made =
                new GridRunner(replica.victims(), plan, settings.seed(), gallery)
                    .run(scope, studies);
            counters.attacked(plan, studies.size(), made);
            made.outcomes().forEach(outcome -> context.output(origin.write(outcome, replica)));
          });
    }
  }

  private static Quarantined quarantined(Omitted omitted) {
    return new Quarantined(
        omitted.attack(),
        0L,
        "",
        "cannot-attack",
        "%s: %s; leave the attack out, or bring a victim that does"
            .formatted(omitted.attack(), omitted.reason()));
  }

  @Teardown
  public void tearDown() {
    if (victims != null) {
      victims.close();
      victims = null;
    }
  }
}
