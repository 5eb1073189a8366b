package io.gauntlet.transforms.attacking;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.PixelInput;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.VictimProfile;
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
   * @param parts most parts into which the plan of a replica is split
   * @throws IOException when a model cannot be read
   */
  static OpenVictims open(
      List<ModelReference> references, AttackSettings settings, int parts, AttackCounters counters)
      throws IOException {
    AttackCosts costs = AttackCosts.usual();
    List<Replica> replicas = new ArrayList<>();
    try {
      for (Map.Entry<Optional<Long>, List<ModelReference>> seed : bySeed(references).entrySet()) {
        SharedModels.Lease lease =
            SharedModels.ofThisProcess().open(seed.getValue(), settings.device());
        counters.modelsRead(lease.bytesRead());
        AttackPlan plan =
            AttackPlan.of(VictimProfile.of(lease.classifiers()), settings.grid(), costs);
        replicas.add(new Replica(seed.getKey(), lease, plan.omitted(), plan.parts(parts, costs)));
      }
    } catch (IOException | RuntimeException e) {
      replicas.forEach(replica -> replica.lease().close());
      throw e;
    }
    return new OpenVictims(ImmutableList.copyOf(replicas));
  }

  /** The models of each replica, in an order that depends on them alone; one without seed first. */
  private static Map<Optional<Long>, List<ModelReference>> bySeed(List<ModelReference> references) {
    return references.stream()
        .sorted(
            Comparator.comparing((ModelReference model) -> seed(model).orElse(Long.MIN_VALUE))
                .thenComparing(OpenVictims::rank)
                .thenComparing(ModelReference::getName))
        .collect(Collectors.groupingBy(OpenVictims::seed, LinkedHashMap::new, Collectors.toList()));
  }

  private static Optional<Long> seed(ModelReference model) {
    return Optional.ofNullable(model.getReplica());
  }

  /** Parents come before the fusions of them, and victims that a user brings last. */
  private static int rank(ModelReference reference) {
    for (Fusion fusion : Fusion.values()) {
      if (fusion.classifier().equals(reference.getName())) {
        return fusion.seesPictures() && fusion.seesWords() ? 1 : 0;
      }
    }
    return 2;
  }

  /** How many parts have something to do. */
  int parts() {
    return replicas.stream().mapToInt(replica -> replica.parts().size()).max().orElse(0);
  }

  /**
   * What a part has to do for each replica; may be nothing. The parts of a replica are turned by
   * its place, so that the heaviest parts of two replicas are not one element's work.
   */
  Map<Replica, AttackPlan> plans(int part) {
    Map<Replica, AttackPlan> plans = new LinkedHashMap<>();
    int parts = parts();
    for (int i = 0; i < replicas.size() && part < parts; i++) {
      Replica replica = replicas.get(i);
      int turned = (part + i) % parts;
      if (turned < replica.parts().size()) {
        plans.put(replica, replica.parts().get(turned));
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
    Set<Classifier> readers =
        replicas.get(0).victims().values().stream()
            .map(victim -> victim.branchOwner(false))
            .collect(Collectors.toSet());
    return captions.stream()
        .filter(caption -> readers.stream().anyMatch(reader -> reader.cuts(caption)))
        .count();
  }

  /**
   * How the victims take pictures; empty where none sees any.
   *
   * @throws IllegalStateException when two take pictures of different sizes
   */
  Optional<PixelInput> pixelInput() {
    List<Map.Entry<String, PixelInput>> inputs = new ArrayList<>();
    for (Replica replica : replicas) {
      replica
          .victims()
          .forEach(
              (name, victim) ->
                  Optional.ofNullable(victim.architecture().pixels())
                      .ifPresent(input -> inputs.add(Map.entry(name, input))));
    }
    inputs.forEach(input -> checkSize(inputs.get(0), input));
    return inputs.stream().map(Map.Entry::getValue).findFirst();
  }

  private static void checkSize(
      Map.Entry<String, PixelInput> first, Map.Entry<String, PixelInput> other) {
    PixelInput expected = first.getValue();
    PixelInput input = other.getValue();
    if (input.height() != expected.height() || input.width() != expected.width()) {
      throw new IllegalStateException(
          "%s takes pictures of %d x %d pixels and %s of %d x %d; all victims of a run take the"
                  .formatted(
                      first.getKey(),
                      expected.height(),
                      expected.width(),
                      other.getKey(),
                      input.height(),
                      input.width())
              + " same: give --imageSize for those that are trained");
    }
  }

  @Override
  public void close() {
    replicas.forEach(replica -> replica.lease().close());
  }
}
