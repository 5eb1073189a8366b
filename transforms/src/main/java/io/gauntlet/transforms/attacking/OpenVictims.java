package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.PassTimes;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.process.SharedCosts;
import io.gauntlet.transforms.process.SharedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The victims of all replicas, open in this process, each replica with its plan. Replicas are
 * attacked one after the other: the victims of one are the models of one seed.
 */
final class OpenVictims implements AutoCloseable {
  private final List<Replica> replicas;
  private final int mostShards;
  private final AttackCosts costs;
  private final Map<Integer, List<List<AttackPlan>>> shards = new HashMap<>();

  private OpenVictims(List<Replica> replicas, int mostShards, AttackCosts costs) {
    this.replicas = replicas;
    this.mostShards = mostShards;
    this.costs = costs;
  }

  /**
   * Opens victims, or joins other threads that have them open, and plans their attacks.
   *
   * @param shards most shards into which a portion of the plan of a replica is split
   * @param graph tells apart the runs of one process
   * @throws IOException when a model cannot be read
   */
  static OpenVictims open(
      List<ModelReference> references,
      AttackSettings settings,
      int shards,
      String graph,
      Catalogues catalogues,
      AttackCounters counters)
      throws IOException {
    AttackCosts costs = SharedCosts.of(graph, catalogues.attacks());
    List<Replica> replicas = new ArrayList<>();
    try {
      for (Map.Entry<Optional<Long>, List<ModelReference>> seed : bySeed(references).entrySet()) {
        SharedModels.Lease lease =
            SharedModels.ofThisProcess()
                .openFor(graph, seed.getValue(), settings.device(), catalogues.victims());
        counters.modelsRead(lease.bytesRead());
        replicas.add(planned(seed.getKey(), lease, settings, costs));
      }
    } catch (IOException | RuntimeException e) {
      replicas.forEach(replica -> replica.lease().close());
      throw e;
    }
    return new OpenVictims(ImmutableList.copyOf(replicas), shards, costs);
  }

  private static Replica planned(
      Optional<Long> seed, SharedModels.Lease lease, AttackSettings settings, AttackCosts costs) {
    try {
      AttackPlan plan = AttackPlan.of(VictimProfile.of(lease.victims()), settings.grid(), costs);
      return new Replica(seed, lease, plan.omitted(), settings.order().portions(plan, costs));
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /** The models of each replica, in an order that depends on them alone; one without seed first. */
  private static Map<Optional<Long>, List<ModelReference>> bySeed(List<ModelReference> references) {
    return references.stream()
        .sorted(
            Comparator.comparing(
                    ModelReference::getReplica, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(ModelReference::getName))
        .collect(
            Collectors.groupingBy(
                model -> Optional.ofNullable(model.getReplica()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** How many shards of a portion have something to do. */
  int shards(int portion) {
    return shardsOf(portion).stream().mapToInt(List::size).max().orElse(0);
  }

  private List<List<AttackPlan>> shardsOf(int portion) {
    return shards.computeIfAbsent(
        portion,
        key -> replicas.stream().map(replica -> replica.shards(key, mostShards, costs)).toList());
  }

  /**
   * What a shard of a portion has to do for each replica; may be nothing. The shards of a replica
   * are turned by its place, so that the heaviest shards of two replicas are not one element's
   * work.
   */
  Map<Replica, AttackPlan> plans(int portion, int shard) {
    Map<Replica, AttackPlan> plans = new LinkedHashMap<>();
    int all = shards(portion);
    for (int i = 0; i < replicas.size() && shard < all; i++) {
      List<AttackPlan> ofReplica = shardsOf(portion).get(i);
      int turned = (shard + i) % all;
      if (turned < ofReplica.size()) {
        plans.put(replicas.get(i), ofReplica.get(turned));
      }
    }
    return plans;
  }

  /** The share of a portion's work that some of its plans are, by their passes. */
  double share(int portion, Collection<AttackPlan> some) {
    double all =
        shardsOf(portion).stream().flatMap(List::stream).mapToDouble(OpenVictims::passes).sum();
    return all > 0 ? some.stream().mapToDouble(OpenVictims::passes).sum() / all : 0;
  }

  private static double passes(AttackPlan plan) {
    return AttackPlan.total(plan.passes()).total();
  }

  /** The cells of a portion, of all replicas. */
  ImmutableSortedSet<PartCell> cells(int portion) {
    return replicas.stream()
        .flatMap(replica -> replica.cells(portion))
        .collect(ImmutableSortedSet.toImmutableSortedSet(PartCell::compareTo));
  }

  /** Seconds that a portion takes a study on one thread, by those of each victim's passes. */
  double seconds(int portion, Map<String, PassTimes> times) {
    return shardsOf(portion).stream()
        .flatMap(List::stream)
        .mapToDouble(plan -> PassTimes.of(plan.passes(), times))
        .sum();
  }

  /** The victims of the first replica, by name: those of all have networks of the same shape. */
  Map<String, Victim> victims() {
    return replicas.get(0).victims();
  }

  /** The attacks that a victim does not allow; they are the same for all replicas. */
  List<Omitted> omitted() {
    return replicas.get(0).omitted();
  }

  /** Where the arrays of a batch are made. */
  NDManager manager() {
    return replicas.get(0).lease().manager();
  }

  /** How many captions are longer than a victim reads. */
  long countCut(List<String> captions) {
    Set<TextBranch> readers =
        replicas.get(0).victims().values().stream()
            .flatMap(victim -> victim.branch(TextBranch.class).stream())
            .collect(Collectors.toSet());
    return captions.stream()
        .filter(caption -> readers.stream().anyMatch(reader -> reader.cuts(caption)))
        .count();
  }

  /**
   * The size of the images that the victims take; empty where none sees any.
   *
   * @throws IllegalStateException when two take images of different sizes
   */
  Optional<ImageSize> imageSize() {
    List<Map.Entry<String, ImageSize>> sizes = new ArrayList<>();
    for (Replica replica : replicas) {
      replica
          .victims()
          .forEach(
              (name, victim) ->
                  victim
                      .branch(ImageBranch.class)
                      .ifPresent(images -> sizes.add(Map.entry(name, images.size()))));
    }
    sizes.forEach(size -> checkSize(sizes.get(0), size));
    return sizes.stream().map(Map.Entry::getValue).findFirst();
  }

  private static void checkSize(
      Map.Entry<String, ImageSize> first, Map.Entry<String, ImageSize> other) {
    if (!first.getValue().equals(other.getValue())) {
      throw new IllegalStateException(
          "%s takes images of %s pixels and %s of %s; all victims of a run take the same: give"
                  .formatted(first.getKey(), first.getValue(), other.getKey(), other.getValue())
              + " --imageSize for those that are trained");
    }
  }

  @Override
  public void close() {
    replicas.forEach(replica -> replica.lease().close());
  }
}
