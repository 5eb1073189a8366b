package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import io.gauntlet.plan.run.AttackWatch;
import io.gauntlet.plan.run.AttackedBatch;
import io.gauntlet.plan.run.GridRun;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.Workbench;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.process.RunningVersions;
import io.gauntlet.transforms.process.SharedCosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Does one shard of a portion of the plan on one batch of studies, with models that the process
 * shares. Attacks that a victim does not allow are reported by the first shard alone, and so are
 * studies that cannot be read, unless the part was done before: then its summary tells of them.
 */
final class AttackBatch extends DoFn<KV<Integer, Iterable<Study>>, Outcome> {
  private static final long serialVersionUID = 1;

  private final AttackViews views;
  private final AttackSettings settings;
  private final Destination destination;
  private final Portion portion;
  private final AttackCounters counters = new AttackCounters();
  private final Quarantining quarantining = new Quarantining(AttackStudies.class);
  private transient Catalogues catalogues;
  private transient OpenVictims victims;

  /**
   * Attacks with these settings.
   *
   * @param views of the victims and the studies
   * @param destination of the outcomes
   * @param portion of the plan
   */
  AttackBatch(
      AttackViews views, AttackSettings settings, Destination destination, Portion portion) {
    this.views = views;
    this.settings = settings;
    this.destination = destination;
    this.portion = portion;
  }

  @Setup
  public void setUp() {
    catalogues = Catalogues.of(Thread.currentThread().getContextClassLoader());
  }

  @ProcessElement
  public void process(ProcessContext context, MultiOutputReceiver out) throws IOException {
    StageLog.of(context.getPipelineOptions(), settings.order().stage(portion.index()))
        .around(() -> attack(context, out));
  }

  private void attack(ProcessContext context, MultiOutputReceiver out) throws IOException {
    BatchLayout layout = BatchLayout.of(context.sideInput(views.count()), settings.batch());
    int shard = layout.shardOf(context.element().getKey());
    int batch = layout.batchOf(context.element().getKey());
    if (victims == null) {
      victims =
          OpenVictims.open(
              context.sideInput(views.models()),
              settings,
              layout.shards(),
              portion.graph(),
              catalogues,
              counters);
    }
    Map<Replica, AttackPlan> plans = victims.plans(portion.index(), shard);
    if (plans.isEmpty()) {
      return;
    }
    Progress progress = Progress.of(layout.batches() * (long) victims.shards(portion.index()));
    progress.begun("batches of about " + settings.batch() + " studies");
    if (portion.part(shard, layout) == 0) {
      victims
          .omitted()
          .forEach(omitted -> out.get(AttackStudies.OMITTED).output(omitted.toQuarantined()));
    }
    Work work =
        new Work(
            new PartName(batch, portion.part(shard, layout)),
            layout.shards(),
            plans,
            views.keptStudies(context),
            views.draws(context, settings.seed()),
            context.element().getValue(),
            progress::now);
    Destination.Done done = destination.take(work, out);
    if (done == Destination.Done.BEFORE) {
      counters.doneBefore();
    } else {
      out.get(AttackStudies.WORK)
          .output(work.size() * victims.share(portion.index(), plans.values()));
    }
    String part = "batch %s, shard %s".formatted(batch, shard);
    if (done == Destination.Done.NOW) {
      progress.done(work.size(), part + ", " + work.size() + " studies");
    } else {
      progress.doneBefore(part + ", done before");
    }
  }

  /** The work of one element, with the victims of this process. */
  private final class Work implements AttackElement {
    private final PartName name;
    private final int shards;
    private final Map<Replica, AttackPlan> plans;
    private final KeptStudies kept;
    private final Draws draws;
    private final Iterable<Study> studies;
    private final Consumer<String> now;
    private int size;

    Work(
        PartName name,
        int shards,
        Map<Replica, AttackPlan> plans,
        KeptStudies kept,
        Draws draws,
        Iterable<Study> studies,
        Consumer<String> now) {
      this.name = name;
      this.shards = shards;
      this.plans = plans;
      this.kept = kept;
      this.draws = draws;
      this.studies = studies;
      this.now = now;
    }

    @Override
    public PartName name() {
      return name;
    }

    @Override
    public String inputs() {
      return PartInputs.digest(plans, draws, kept, settings.kept().captions(), studies);
    }

    @Override
    public Making making() {
      return Making.by(
          victims.imageSize().map(size -> Map.of("image", size.toString())).orElse(Map.of()),
          RunningVersions.here());
    }

    /** Number of the studies, once they are read. */
    int size() {
      return size;
    }

    @Override
    public void attack(Taker taker) throws IOException {
      ReadableStudies readable = read((int) name.batch(), shards, studies);
      size = readable.size() + readable.unreadable().size();
      if (name.part() == 0) {
        report(readable, taker);
      }
      if (readable.size() > 0) {
        OutcomeOrigin origin =
            new OutcomeOrigin(
                (int) name.batch(), name.part(), readable.studies(), settings.kept().captions());
        attack(readable, origin, taker);
      }
    }

    private void attack(ReadableStudies readable, OutcomeOrigin origin, Taker taker)
        throws IOException {
      Map<Replica, AttackPlan> rest = takeEarlier(readable, origin, taker);
      if (rest.isEmpty()) {
        return;
      }
      try (NDManager scope = victims.manager().newSubManager()) {
        StudyBatch batch = readable.toBatch(scope);
        for (Map.Entry<Replica, AttackPlan> entry : rest.entrySet()) {
          Replica replica = entry.getKey();
          AttackPlan plan = entry.getValue();
          try (Workbench bench =
              new Workbench(scope, batch, replica.victims(), catalogues.attacks(), draws)) {
            AttackedBatch made =
                WorkFailedException.tell(
                    Place.STUDIES,
                    () -> replica.describe() + readable.describe(),
                    () -> new GridRun(bench, kept, telling(replica)).run(plan));
            counters.attacked(plan, batch.size(), made);
            counters.billed(replica.victims().values());
            counters.unanswered(settings.order().primaries(plan.victims()), made);
            made.unanswered().forEach((cell, why) -> taker.unanswered(quarantined(cell, why)));
            for (Outcome outcome : made.outcomes()) {
              taker.outcome(origin.write(outcome, replica));
            }
          }
        }
      }
    }

    /** Says of each attack that it begins. */
    private AttackWatch telling(Replica replica) {
      return new AttackWatch() {
        @Override
        public void step(PlanNode node) {
          now.accept(replica.describe() + node);
        }
      };
    }

    /** Takes what an earlier run has, and gives what is left to be attacked. */
    private Map<Replica, AttackPlan> takeEarlier(
        ReadableStudies readable, OutcomeOrigin origin, Taker taker) throws IOException {
      if (settings.earlier().equals(EarlierOutcomes.NONE)) {
        return plans;
      }
      EarlierOutcomes.Batch known = settings.earlier().batch(name.batch(), readable.studies());
      Map<Replica, AttackPlan> rest = new LinkedHashMap<>();
      for (Map.Entry<Replica, AttackPlan> entry : plans.entrySet()) {
        Replica replica = entry.getKey();
        List<Cell> left = new ArrayList<>();
        for (Cell cell : entry.getValue().cells()) {
          Optional<ImmutableList<Outcome>> outcomes = known.of(cell, replica, settings.seed());
          if (outcomes.isEmpty()) {
            left.add(cell);
            continue;
          }
          counters.reused(outcomes.get().size());
          for (Outcome outcome : outcomes.get()) {
            taker.outcome(origin.write(outcome, replica));
          }
        }
        if (!left.isEmpty()) {
          rest.put(
              replica,
              entry.getValue().only(left, SharedCosts.of(portion.graph(), catalogues.attacks())));
        }
      }
      return rest;
    }
  }

  /** Reads a batch; of several shards of the plan in this process the first reads it for all. */
  private ReadableStudies read(int batch, int shards, Iterable<Study> studies) {
    Optional<ImageSize> input = victims.imageSize();
    DecodedBatches.Key key = new DecodedBatches.Key(portion.graph(), batch);
    return shards == 1 ? read(studies, input) : DecodedBatches.get(key, () -> read(studies, input));
  }

  private ReadableStudies read(Iterable<Study> studies, Optional<ImageSize> input) {
    ReadableStudies read = ReadableStudies.read(studies, input);
    counters.imagesRead(read.bytes());
    return read;
  }

  private void report(ReadableStudies readable, AttackElement.Taker taker) {
    readable.unreadable().forEach(bad -> quarantining.take(bad, taker::unused));
    counters.studies(
        readable.size(),
        victims.countCut(readable.studies().stream().map(Study::getCaption).toList()));
  }

  private static Quarantined quarantined(Cell cell, String why) {
    return new Quarantined(
        cell.attack().toString(), 0L, "", "no-answer", "%s: %s".formatted(cell, why));
  }

  @Teardown
  public void tearDown() {
    if (victims != null) {
      victims.close();
      victims = null;
    }
  }
}
