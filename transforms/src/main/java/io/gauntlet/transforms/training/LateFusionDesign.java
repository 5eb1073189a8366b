package io.gauntlet.transforms.training;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Late fusion: frozen victims of one modality each, and a linear layer from their logits to those
 * of the fusion.
 *
 * @param parents the victims, by name
 * @param recipe of the linear layer's training
 */
public record LateFusionDesign(ImmutableSortedMap<Modality, String> parents, Recipe recipe)
    implements Design {
  private static final long serialVersionUID = 1;

  @Override
  public VictimKind kind() {
    return VictimKind.LATE;
  }

  @Override
  public Optional<Recipe> training() {
    return Optional.of(recipe);
  }

  @Override
  public Design withSeed(long seed) {
    return new LateFusionDesign(parents, recipe.withSeed(seed));
  }

  @Override
  public Map<Modality, String> branches(String name) {
    return parents;
  }

  @Override
  public Optional<ImageSize> imageSize(List<TrainedVictim> opened) {
    return Workshop.imageSize(opened);
  }

  @Override
  public TrainedVictim train(Workshop workshop) {
    return workshop
        .training()
        .lateFusion(
            new Architecture.LateFusion(workshop.digests(), workshop.training().classes()),
            workshop.branches(),
            recipe);
  }
}
