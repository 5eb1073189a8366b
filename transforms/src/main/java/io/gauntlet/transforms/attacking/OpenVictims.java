package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.transforms.io.SharedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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

  private OpenVictims(List<Replica> replicas) {
    this.replicas = replicas;
  }

  /**
   * Opens victims, or joins other threads that have them open, and plans their attacks.
   *
   * @param shards most shards into which the plan of a replica is split
   * @param victims the kinds of victims that users bring
   * @param costs of this worker's attacks
   * @throws IOException when a model cannot be read
   */
  static OpenVictims open(
      List<ModelReference> references,
      AttackSettings settings,
      int shards,
      VictimCatalogue victims,
      AttackCosts costs,
      AttackCounters counters)
      throws IOException {
    List<Replica> replicas = new ArrayList<>();
    try {
      for (Map.Entry<Optional<Long>, List<ModelReference>> seed : bySeed(references).entrySet()) {
        SharedModels.Lease lease =
            SharedModels.ofThisProcess().open(seed.getValue(), settings.device(), victims);
        counters.modelsRead(lease.bytesRead());
        replicas.add(planned(seed.getKey(), lease, settings, shards, costs));
      }
    } catch (IOException | RuntimeException e) {
      replicas.forEach(replica -> replica.lease().close());
      throw e;
    }
    return new OpenVictims(ImmutableList.copyOf(replicas));
  }

  private static Replica planned(
      Optional<Long> seed,
      SharedModels.Lease lease,
      AttackSettings settings,
      int shards,
      AttackCosts costs) {
    try {
      AttackPlan plan = AttackPlan.of(VictimProfile.of(lease.victims()), settings.grid(), costs);
      return new Replica(seed, lease, plan.omitted(), plan.shards(shards, costs));
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

  /** How many shards have something to do. */
  int shards() {
    return replicas.stream().mapToInt(replica -> replica.shards().size()).max().orElse(0);
  }

  /**
   * What a shard has to do for each replica; may be nothing. The shards of a replica are turned by
   * its place, so that the heaviest shards of two replicas are not one element's work.
   */
  Map<Replica, AttackPlan> plans(int shard) {
    Map<Replica, AttackPlan> plans = new LinkedHashMap<>();
    int shards = shards();
    for (int i = 0; i < replicas.size() && shard < shards; i++) {
      Replica replica = replicas.get(i);
      int turned = (shard + i) % shards;
      if (turned < replica.shards().size()) {
        plans.put(replica, replica.shards().get(turned));
      }
    }
    return plans;
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
