package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a victim is made, before anything is known of the cohort: the networks that it has of its
 * own, or the victims that it fuses, and the recipe of its training.
 */
public sealed interface Design extends Serializable
    permits ImageDesign, TextDesign, EarlyFusionDesign, LateFusionDesign, EnsembleDesign {

  /** The kind of victim that is made. */
  VictimKind kind();

  /** How it is trained; empty where nothing is. */
  Optional<Recipe> training();

  /** The same, its order of studies and its first weights drawn from another seed. */
  Design withSeed(long seed);

  /** The victims that it is made of, by the modality that each of them sees. */
  default Map<Modality, String> parents() {
    return Map.of();
  }

  /**
   * The victims whose branches embed the modalities that it sees, by name.
   *
   * @param name its own
   */
  Map<Modality, String> branches(String name);

  /**
   * The images that it is trained on; empty where it is trained on none.
   *
   * @param parents in the order of {@link #parents}
   */
  Optional<ImageSize> imageSize(List<TrainedVictim> parents);

  /**
   * Compares the weights that its networks begin with with the networks, by names and shapes.
   *
   * @throws IOException when there are none, or they are damaged or of another network
   * @throws IllegalArgumentException when a network cannot read images of this size
   */
  default void check() throws IOException {}

  /**
   * A victim of the same size with random weights, which the caller closes; empty for a fusion,
   * whose networks are those of its parents.
   *
   * @param captions whose words it knows
   */
  default Optional<NetworkVictim> untrained(NDManager manager, List<String> captions) {
    return Optional.empty();
  }

  /** What of its networks decides the result, beside studies, parents and recipe. */
  default List<String> networks() throws IOException {
    return List.of();
  }

  /** Trains a victim, which the caller closes. */
  TrainedVictim train(Workshop workshop) throws IOException;
}
