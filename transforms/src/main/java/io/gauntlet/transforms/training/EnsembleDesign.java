package io.gauntlet.transforms.training;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ensemble: the sum of the logits of frozen victims of one modality each. Nothing is trained.
 *
 * @param parents the victims, by name
 */
public record EnsembleDesign(ImmutableSortedMap<Modality, String> parents) implements Design {
  private static final long serialVersionUID = 1;

  @Override
  public VictimKind kind() {
    return VictimKind.ENSEMBLE;
  }

  @Override
  public Optional<Recipe> training() {
    return Optional.empty();
  }

  @Override
  public Design withSeed(long seed) {
    return this;
  }

  @Override
  public Map<Modality, String> branches(String name) {
    return parents;
  }

  @Override
  public Optional<ImageSize> imageSize(List<TrainedVictim> opened) {
    return Optional.empty();
  }

  @Override
  public TrainedVictim train(Workshop workshop) {
    return DecisionFusion.ensemble(
        new Architecture.Ensemble(workshop.digests(), workshop.training().classes()),
        workshop.branches());
  }
}
