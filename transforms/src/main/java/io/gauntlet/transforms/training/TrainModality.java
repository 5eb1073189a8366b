package io.gauntlet.transforms.training;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.RecipePreset;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Trains the classifier of one modality on studies, and writes it to a model folder.
 *
 * <pre>{@code
 * PCollectionTuple trained =
 *     train.apply(TrainModality.image("/runs/1/models").withImageSide(64).withRecipe(recipe));
 * PCollection<ModelReference> image = TrainModality.model(trained);
 * }</pre>
 *
 * <p>The pictures' mean and deviation are measured on the studies it is given, the training part.
 * The result depends on the studies, the options and the seed alone. A folder that holds the model
 * of the same studies and options is left as it is, so a retried or stopped run goes on.
 */
public final class TrainModality extends PTransform<PCollection<Study>, PCollectionTuple> {
  private static final long serialVersionUID = 1;
  private static final int DEFAULT_SIDE = 64;

  private final TrainingTask task;

  private TrainModality(TrainingTask task) {
    this.task = task;
  }

  /**
   * The image classifier: both views through one SE-ResNet, a linear head.
   *
   * @param models folder under which the model folder is written
   */
  public static TrainModality image(String models) {
    return untrained(Fusion.IMAGE, models);
  }

  /**
   * The text classifier: a BERT encoder, {@code [CLS]}, a linear head.
   *
   * @param models folder under which the model folder is written
   */
  public static TrainModality text(String models) {
    return untrained(Fusion.TEXT, models);
  }

  private static TrainModality untrained(Fusion fusion, String models) {
    return new TrainModality(
        new TrainingTask(
            fusion,
            models,
            DEFAULT_SIDE,
            RecipePreset.DEMO.of(fusion),
            List.of(),
            ComputeDevice.AUTO,
            EncoderChoice.tiny(fusion == Fusion.IMAGE ? Modality.IMAGE : Modality.TEXT)));
  }

  /**
   * Another network, and the weights that it begins with.
   *
   * @throws IllegalArgumentException when it is one of the other modality
   */
  public TrainModality withEncoder(EncoderChoice encoder) {
    if (encoder.modality() != task.encoder().modality()) {
      throw new IllegalArgumentException(
          "an encoder of " + encoder.modality() + " for one of " + task.encoder().modality());
    }
    return new TrainModality(task.withEncoder(encoder));
  }

  /** Another recipe than that of {@link RecipePreset#DEMO}. */
  public TrainModality withRecipe(Recipe recipe) {
    return new TrainModality(task.withRecipe(recipe));
  }

  /** Height and width, in pixels, to which pictures are resized. */
  public TrainModality withImageSide(int side) {
    return new TrainModality(task.withImageSide(side));
  }

  /**
   * A replica for each seed, side by side: each is an element of its own, names its seed in its
   * reference and is written to {@code seed-N/} under the models' folder.
   */
  public TrainModality withSeeds(List<Long> seeds) {
    return new TrainModality(task.withSeeds(seeds));
  }

  /** Where the network is trained. */
  public TrainModality withDevice(ComputeDevice device) {
    return new TrainModality(task.withDevice(device));
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    return studies.apply("Train", new TrainClassifier(task, List.of()));
  }

  /** Names the classifier in the graph. */
  @Override
  protected String getKindString() {
    return "TrainModality(" + task.fusion().classifier() + ")";
  }

  /** The classifiers that are trained: one, or one a seed. */
  public static PCollection<ModelReference> model(PCollectionTuple trained) {
    return trained.get(TrainClassifier.MODEL);
  }

  /** Studies that could not be read while training. */
  public static PCollection<Quarantined> quarantined(PCollectionTuple trained) {
    return trained.get(TrainClassifier.QUARANTINED);
  }
}
