package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.victim.CaptionCounts;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.PixelInput;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.VictimProfile;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.run.AttackedBatch;
import io.gauntlet.plan.run.GridRunner;
import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.StudyPictures;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.SharedModels;
import io.gauntlet.transforms.io.StageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Does one part of the plan on one batch of studies, with models that the process shares. Replicas
 * are attacked one after the other: the victims of one are the models of one seed. Studies that
 * cannot be read are reported by the first part alone.
 */
final class AttackBatch extends DoFn<KV<Integer, Iterable<Study>>, Outcome> {
  /** What lines of the log call it. */
  static final String STAGE = "attack";

  private static final long serialVersionUID = 1;

  private final PCollectionView<List<ModelReference>> models;
  private final PCollectionView<Long> count;
  private final int batch;
  private final AttackGrid grid;
  private final long seed;
  private final PCollectionView<List<String>> kept;
  private final ComputeDevice device;
  private final Counter attacked = Metrics.counter(AttackStudies.class, "studies-attacked");
  private final Counter cut = Metrics.counter(AttackStudies.class, "captions-cut");
  private final Counter queries = Metrics.counter(AttackStudies.class, "queries");
  private final Counter passes = Metrics.counter(AttackStudies.class, "passes-planned");
  private final Counter saved = Metrics.counter(AttackStudies.class, "passes-saved");
  private final Counter embedded = Metrics.counter(AttackStudies.class, "captions-embedded");
  private final Counter hits = Metrics.counter(AttackStudies.class, "cache-hits");
  private final Counter pictureBytes = Metrics.counter(AttackStudies.class, "picture-bytes");
  private final Counter modelBytes = Metrics.counter(AttackStudies.class, "model-bytes");
  private final Quarantining quarantining = new Quarantining(AttackStudies.class);
  private transient List<Replica> replicas;

  private record Replica(
      Long seed, SharedModels.Lease lease, List<Omitted> omitted, List<AttackPlan> parts) {
    Map<String, Classifier> victims() {
      return lease.classifiers();
    }
  }

  AttackBatch(
      PCollectionView<List<ModelReference>> models,
      PCollectionView<Long> count,
      int batch,
      AttackGrid grid,
      long seed,
      PCollectionView<List<String>> kept,
      ComputeDevice device) {
    this.models = models;
    this.count = count;
    this.batch = batch;
    this.grid = grid;
    this.seed = seed;
    this.kept = kept;
    this.device = device;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    StageLog.of(context.getPipelineOptions(), STAGE).around(() -> attack(context));
  }

  private void attack(ProcessContext context) throws IOException {
    int batches = AssignBatch.batches(context.sideInput(count), batch);
    int parts = AssignBatch.parts(batches);
    open(context.sideInput(models), parts);
    int part = context.element().getKey() % parts;
    Map<Replica, AttackPlan> plans = plans(part);
    if (plans.isEmpty()) {
      return;
    }
    if (part == 0) {
      replicas
          .get(0)
          .omitted()
          .forEach(omitted -> context.output(AttackStudies.OMITTED, quarantined(omitted)));
    }
    List<Study> studies = new ArrayList<>();
    context.element().getValue().forEach(studies::add);
    studies.sort(Comparator.comparing(Study::getUid));
    Progress progress = Progress.of(batches * (long) liveParts());
    progress.begun("batches of about " + batch + " studies");
    try (NDManager scope = replicas.get(0).lease().manager().newSubManager()) {
      StudyBatch readable = read(scope, studies, pixelInput(), part == 0, context);
      if (readable.size() > 0) {
        KeptStudies gallery = KeptStudies.of(context.sideInput(kept));
        plans.forEach(
            (replica, plan) -> {
              AttackedBatch made =
                  new GridRunner(replica.victims(), plan, seed, gallery).run(scope, readable);
              count(plan, readable.size(), made.captions());
              made.outcomes()
                  .forEach(
                      outcome -> {
                        outcome.setReplica(replica.seed());
                        queries.inc(outcome.getQueries());
                        context.output(outcome);
                      });
            });
        if (part == 0) {
          attacked.inc(readable.size());
          cut.inc(cut(readable.captions()));
        }
      }
    }
    progress.done(
        "batch "
            + context.element().getKey() / parts
            + ", part "
            + part
            + ", "
            + studies.size()
            + " studies");
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

  private void count(AttackPlan plan, int studies, CaptionCounts captions) {
    passes.inc(Math.round(AttackPlan.total(plan.passes()).total() * studies));
    saved.inc(Math.round(plan.passesSaved() * studies));
    embedded.inc(captions.computed());
    hits.inc(captions.remembered());
  }

  /** What is to be done of each replica's plan; the heaviest parts of replicas do not meet. */
  private Map<Replica, AttackPlan> plans(int part) {
    Map<Replica, AttackPlan> plans = new LinkedHashMap<>();
    int live = liveParts();
    for (int i = 0; i < replicas.size() && part < live; i++) {
      int turned = (part + i) % live;
      if (turned < replicas.get(i).parts().size()) {
        plans.put(replicas.get(i), replicas.get(i).parts().get(turned));
      }
    }
    return plans;
  }

  private int liveParts() {
    return replicas.stream().mapToInt(replica -> replica.parts().size()).max().orElse(0);
  }

  private void open(List<ModelReference> references, int parts) throws IOException {
    if (replicas != null) {
      return;
    }
    List<ModelReference> ordered = new ArrayList<>(references);
    ordered.sort(Comparator.comparing(AttackBatch::rank).thenComparing(ModelReference::getName));
    Map<Optional<Long>, List<ModelReference>> bySeed =
        ordered.stream()
            .collect(Collectors.groupingBy(model -> Optional.ofNullable(model.getReplica())));
    List<Optional<Long>> seeds = new ArrayList<>(bySeed.keySet());
    seeds.sort(Comparator.comparing(replica -> replica.orElse(Long.MIN_VALUE)));
    AttackCosts costs = AttackCosts.usual();
    replicas = new ArrayList<>();
    for (Optional<Long> replica : seeds) {
      SharedModels.Lease lease = SharedModels.ofThisProcess().open(bySeed.get(replica), device);
      modelBytes.inc(lease.bytesRead());
      AttackPlan plan = AttackPlan.of(VictimProfile.of(lease.classifiers()), grid, costs);
      replicas.add(
          new Replica(replica.orElse(null), lease, plan.omitted(), plan.parts(parts, costs)));
    }
  }

  private static int rank(ModelReference reference) {
    for (Fusion fusion : Fusion.values()) {
      if (fusion.classifier().equals(reference.getName())) {
        return fusion.seesPictures() && fusion.seesWords() ? 1 : 0;
      }
    }
    return 2;
  }

  /** How many captions are longer than a victim reads. */
  private long cut(List<String> captions) {
    Set<Classifier> readers =
        replicas.get(0).lease().classifiers().values().stream()
            .map(victim -> victim.branchOwner(false))
            .collect(Collectors.toSet());
    return captions.stream()
        .filter(caption -> readers.stream().anyMatch(reader -> reader.cuts(caption)))
        .count();
  }

  private PixelInput pixelInput() {
    PixelInput input = null;
    String first = null;
    for (Replica replica : replicas) {
      for (Map.Entry<String, Classifier> victim : replica.lease().classifiers().entrySet()) {
        PixelInput taken = victim.getValue().architecture().pixels();
        if (input == null && taken != null) {
          input = taken;
          first = victim.getKey();
        } else if (taken != null
            && (taken.height() != input.height() || taken.width() != input.width())) {
          throw new IllegalStateException(
              "%s takes pictures of %d x %d pixels and %s of %d x %d; all victims of a run take the"
                      .formatted(
                          first,
                          input.height(),
                          input.width(),
                          victim.getKey(),
                          taken.height(),
                          taken.width())
                  + " same: give --imageSize for those that are trained");
        }
      }
    }
    return input;
  }

  private StudyBatch read(
      NDManager scope,
      List<Study> studies,
      PixelInput input,
      boolean reporting,
      ProcessContext context) {
    List<Study> readable = new ArrayList<>();
    List<float[]> pixels = new ArrayList<>();
    for (Study study : studies) {
      if (input == null) {
        readable.add(study);
        continue;
      }
      StudyPictures pictures = StudyPictures.read(study, input.height(), input.width());
      pictureBytes.inc(pictures.bytes());
      pictures
          .ifReadable(
              values -> {
                readable.add(study);
                pixels.add(values);
              })
          .otherwise(
              quarantined -> {
                if (reporting) {
                  quarantining.take(
                      quarantined, bad -> context.output(AttackStudies.QUARANTINED, bad));
                }
              });
    }
    return new StudyBatch(
        readable, Optional.ofNullable(input).map(size -> stack(scope, pixels, size)));
  }

  private static NDArray stack(NDManager scope, List<float[]> pixels, PixelInput input) {
    int size = 2 * input.height() * input.width();
    float[] values = new float[pixels.size() * size];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.get(i), 0, values, i * size, size);
    }
    return scope.create(values, new Shape(pixels.size(), 2, input.height(), input.width()));
  }

  @Teardown
  public void tearDown() {
    if (replicas != null) {
      replicas.forEach(replica -> replica.lease().close());
      replicas = null;
    }
  }
}
