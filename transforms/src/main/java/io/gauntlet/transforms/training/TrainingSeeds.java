package io.gauntlet.transforms.training;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** The seeds with which victims are trained: one of a run, or one for each replica. */
public sealed interface TrainingSeeds extends Serializable {

  /** All of them. */
  List<Long> all();

  /** The path from the folder of all models to those of a seed; with a slash at its end. */
  String folder(long seed);

  /** What follows a victim's name in the log. */
  String describe(long seed);

  /** What a reference to a model names as its replica; empty where there is one model. */
  Optional<Long> replica(long seed);

  /** One model of each victim. */
  static TrainingSeeds ofRun(long seed) {
    return new OfRun(seed);
  }

  /**
   * A model of each victim for each seed, side by side.
   *
   * @throws IllegalArgumentException when one is given twice
   */
  static TrainingSeeds ofReplicas(List<Long> seeds) {
    return new OfReplicas(seeds);
  }

  /** One model of each victim. */
  record OfRun(long seed) implements TrainingSeeds {
    private static final long serialVersionUID = 1;

    @Override
    public List<Long> all() {
      return List.of(seed);
    }

    @Override
    public String folder(long of) {
      return "";
    }

    @Override
    public String describe(long of) {
      return "";
    }

    @Override
    public Optional<Long> replica(long of) {
      return Optional.empty();
    }
  }

  /** Replicas. */
  record OfReplicas(List<Long> all) implements TrainingSeeds {
    private static final long serialVersionUID = 1;

    public OfReplicas {
      all = List.copyOf(all);
      if (all.stream().distinct().count() < all.size()) {
        throw new IllegalArgumentException("a seed is given twice in " + all);
      }
    }

    @Override
    public String folder(long seed) {
      return "seed-" + seed + "/";
    }

    @Override
    public String describe(long seed) {
      return ", seed " + seed;
    }

    @Override
    public Optional<Long> replica(long seed) {
      return Optional.of(seed);
    }
  }
}
