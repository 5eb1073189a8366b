package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.training.VictimTraining;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image classifier: all views through one network, a linear head. The mean and deviation of the
 * pixels are measured on the training part.
 *
 * @param encoder the network and its first weights
 * @param size the views, and the size to which they are resized
 * @param recipe of its training
 */
public record ImageDesign(EncoderChoice encoder, ImageSize size, Recipe recipe) implements Design {
  private static final long serialVersionUID = 1;

  /**
   * Checks the network.
   *
   * @throws IllegalArgumentException when it reads another modality
   */
  public ImageDesign {
    encoder.require(Modality.IMAGE);
  }

  @Override
  public VictimKind kind() {
    return VictimKind.IMAGE;
  }

  @Override
  public Optional<Recipe> training() {
    return Optional.of(recipe);
  }

  @Override
  public Design withSeed(long seed) {
    return new ImageDesign(encoder, size, recipe.withSeed(seed));
  }

  @Override
  public Map<Modality, String> branches(String name) {
    return Map.of(Modality.IMAGE, name);
  }

  @Override
  public Optional<ImageSize> imageSize(List<TrainedVictim> parents) {
    return Optional.of(size);
  }

  @Override
  public void check() throws IOException {
    encoder.network().requireFits(size.height());
    encoder.check();
  }

  @Override
  public Optional<NetworkVictim> untrained(NDManager manager, List<String> captions) {
    Architecture.ImageClassifier architecture =
        new Architecture.ImageClassifier(
            encoder.network(),
            new PixelInput(size.views(), size.height(), size.width(), 0.5, 0.25));
    return Optional.of(
        NetworkVictim.of(architecture, Weights.initialize(manager, architecture.parameters(), 1)));
  }

  @Override
  public List<String> networks() throws IOException {
    return List.of(encoder.digest());
  }

  @Override
  public TrainedVictim train(Workshop workshop) throws IOException {
    PixelInput input = PixelInput.measure(size, workshop.examples());
    VictimTraining training = workshop.training();
    Optional<Weights> weights = encoder.imageWeights(workshop.manager());
    return weights
        .map(training::startingFrom)
        .orElse(training)
        .image(encoder.network(), input, recipe);
  }
}
