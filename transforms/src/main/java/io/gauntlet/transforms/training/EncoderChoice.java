package io.gauntlet.transforms.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.pretrained.PretrainedText;
import io.gauntlet.model.pretrained.PretrainedWeights;
import io.gauntlet.model.pretrained.TextModel;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * The network of one modality and the weights that it begins with.
 *
 * @param modality what it sees
 * @param model a name of {@link ImageNetwork#presets} or of {@link TextModel}
 * @param weights a file or folder on any of Beam's file systems; null for those that the model has
 *     of its own
 */
public record EncoderChoice(Modality modality, String model, String weights)
    implements Serializable {

  /**
   * Checks the name, and that weights are given where they are needed.
   *
   * @throws IllegalArgumentException when not; the message says what there is
   */
  public EncoderChoice {
    if (modality == Modality.IMAGE) {
      ImageNetwork.named(model);
    } else {
      TextModel.named(model).checkWeights(weights != null);
    }
  }

  /** The small network of a modality, trained from nothing. */
  public static EncoderChoice tiny(Modality modality) {
    return new EncoderChoice(modality, "tiny", null);
  }

  /** Refuses a network of another modality. */
  void require(Modality expected) {
    if (modality != expected) {
      throw new IllegalArgumentException("'" + model + "' is a network over the other modality");
    }
  }

  /**
   * Reads all of the weights before anything is trained, and keeps nothing.
   *
   * @throws IOException when there are none, or they are damaged, of another network, or hold what
   *     no network computes with
   */
  public void check() throws IOException {
    if (modality == Modality.TEXT) {
      Optional<PretrainedText> text = text();
      if (text.isPresent()) {
        text.get().check();
      }
    } else if (weights != null) {
      at(weights).check(network());
    }
  }

  /** The identity of all that it decides of a training. */
  String digest() throws IOException {
    Optional<PretrainedText> text = modality == Modality.TEXT ? text() : Optional.empty();
    if (text.isPresent()) {
      return text.get().digest();
    }
    return model + (weights == null ? "" : " " + at(weights).digest());
  }

  /** The image network. */
  ImageNetwork network() {
    return ImageNetwork.named(model);
  }

  /** The text encoder that others trained; empty for one that is trained from nothing. */
  Optional<PretrainedText> text() throws IOException {
    return TextModel.named(model)
        .open(weights == null ? Optional.empty() : Optional.of(at(weights)));
  }

  /** The weights that an image network begins with; empty for those that the seed gives. */
  Optional<Weights> imageWeights(NDManager manager) throws IOException {
    return weights == null ? Optional.empty() : Optional.of(at(weights).read(manager, network()));
  }

  private static PretrainedWeights at(String uri) throws IOException {
    // Beam answers whether a local file exists by walking over all that lies beside it.
    Location location = Location.of(uri);
    RunFiles folder = new RunFiles(location);
    if (uri.endsWith("/") || !folder.names().isEmpty()) {
      return PretrainedWeights.in(folder);
    }
    RunFiles beside = new RunFiles(location.parent());
    try {
      beside.open(location.last()).close();
    } catch (FileNotFoundException e) {
      throw new IOException(
          uri + " is not a file and no folder with files; name the file or folder of the weights",
          e);
    }
    return new PretrainedWeights(beside, location.last());
  }
}
