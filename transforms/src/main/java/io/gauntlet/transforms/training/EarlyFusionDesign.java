package io.gauntlet.transforms.training;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Early fusion: the features of an image and of a text encoder, concatenated, and one linear layer,
 * all trained together from the encoders of two victims.
 *
 * @param parents an image and a text classifier, by name
 * @param recipe of its training
 */
public record EarlyFusionDesign(ImmutableSortedMap<Modality, String> parents, Recipe recipe)
    implements Design {
  private static final long serialVersionUID = 1;

  @Override
  public VictimKind kind() {
    return VictimKind.EARLY;
  }

  @Override
  public Optional<Recipe> training() {
    return Optional.of(recipe);
  }

  @Override
  public Design withSeed(long seed) {
    return new EarlyFusionDesign(parents, recipe.withSeed(seed));
  }

  @Override
  public Map<Modality, String> branches(String name) {
    return Maps.asMap(parents.keySet(), modality -> name);
  }

  @Override
  public Optional<ImageSize> imageSize(List<TrainedVictim> opened) {
    return Workshop.imageSize(opened);
  }

  @Override
  public TrainedVictim train(Workshop workshop) {
    return workshop.training().earlyFusion(workshop.network(0), workshop.network(1), recipe);
  }
}
