package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.run.AttackedBatch;
import io.gauntlet.plan.run.GridRun;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.Workbench;
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
 * Does one shard of the plan on one batch of studies, with models that the process shares. Studies
 * that cannot be read and attacks that a victim does not allow are reported by the first shard
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
  private transient Catalogues catalogues;
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

  @Setup
  public void setUp() {
    catalogues = Catalogues.of(Thread.currentThread().getContextClassLoader());
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    StageLog.of(context.getPipelineOptions(), STAGE).around(() -> attack(context));
  }

  private void attack(ProcessContext context) throws IOException {
    BatchLayout layout = BatchLayout.of(context.sideInput(count), settings.batch());
    int shard = layout.shardOf(context.element().getKey());
    int batch = layout.batchOf(context.element().getKey());
    if (victims == null) {
      victims =
          OpenVictims.open(
              context.sideInput(models), settings, layout.shards(), catalogues, counters);
    }
    Map<Replica, AttackPlan> plans = victims.plans(shard);
    if (plans.isEmpty()) {
      return;
    }
    Progress progress = Progress.of(layout.batches() * (long) victims.shards());
    progress.begun("batches of about " + settings.batch() + " studies");
    ReadableStudies readable = read(batch, layout.shards(), context.element().getValue());
    if (shard == 0) {
      report(readable, context);
    }
    if (readable.size() > 0) {
      OutcomeOrigin origin = new OutcomeOrigin(batch, shard, readable.studies());
      attack(readable, plans, origin, context);
    }
    progress.done(
        "batch %d, shard %d, %d studies"
            .formatted(batch, shard, readable.size() + readable.unreadable().size()));
  }

  /** Reads a batch; of several shards of the plan in this process the first reads it for all. */
  private ReadableStudies read(int batch, int shards, Iterable<Study> studies) {
    Optional<ImageSize> input = victims.imageSize();
    return shards == 1
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
            try (Workbench bench =
                new Workbench(
                    scope, studies, replica.victims(), catalogues.attacks(), settings.seed())) {
              AttackedBatch made = new GridRun(bench, gallery).run(plan);
              counters.attacked(plan, studies.size(), made);
              made.outcomes().forEach(outcome -> context.output(origin.write(outcome, replica)));
            }
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
