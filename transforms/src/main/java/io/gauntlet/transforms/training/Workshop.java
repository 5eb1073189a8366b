package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import io.gauntlet.model.Branch;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.VictimTraining;
import java.util.List;
import java.util.Optional;

/**
 * What the training of one victim works with.
 *
 * @param manager whose device it is trained on
 * @param training of the victim
 * @param examples the training part
 * @param parents the victims that it is made of, open, in the order of {@link Design#parents}
 * @param digests of the parents, by name
 */
record Workshop(
    NDManager manager,
    VictimTraining training,
    List<TrainingExample> examples,
    List<TrainedVictim> parents,
    ImmutableSortedMap<String, String> digests) {

  Workshop {
    examples = List.copyOf(examples);
    parents = List.copyOf(parents);
  }

  /** A parent whose encoder is trained further. */
  NetworkVictim network(int parent) {
    return parents
        .get(parent)
        .network()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "only a victim with a network of its own can be trained further"));
  }

  /** The branches of the parents, of one modality each. */
  List<Branch> branches() {
    return parents.stream()
        .map(parent -> Iterables.getOnlyElement(parent.branches().values()))
        .toList();
  }

  /** The images that parents read; empty where none does. */
  static Optional<ImageSize> imageSize(List<TrainedVictim> parents) {
    return parents.stream()
        .flatMap(parent -> parent.branch(ImageBranch.class).stream())
        .map(ImageBranch::size)
        .findFirst();
  }
}
