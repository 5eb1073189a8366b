package io.gauntlet.pipelines.stage;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.Recipes;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.training.FuseModalities;
import io.gauntlet.transforms.training.TrainModality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/** The second stage: the victims trained, fused, and written to their folders. */
public final class TrainingStage {
  public static final String NAME = "training";

  private final TrainingOptions options;
  private final PCollection<Study> train;
  private final RunLayout layout;
  private final List<PCollection<ModelReference>> models = new ArrayList<>();
  private final List<PCollection<Quarantined>> quarantined = new ArrayList<>();

  /**
   * What the stage leaves.
   *
   * @param victims all models, by reference
   * @param quarantined studies that could not be read while training
   */
  public record Trained(
      PCollection<ModelReference> victims, PCollection<Quarantined> quarantined) {}

  private TrainingStage(TrainingOptions options, PCollection<Study> train) {
    this.options = options;
    this.train = train;
    this.layout = RunLayout.of(options.getOutput());
  }

  /** Adds the stage to the graph of the training part. */
  public static Trained add(PCollection<Study> train, TrainingOptions options) {
    return new TrainingStage(options, train).add();
  }

  private Trained add() {
    Set<Modality> modalities = Requests.modalities(options);
    String folder = layout.models();
    List<Long> seeds = Recipes.seeds(options);
    ComputeDevice device = Requests.hardware(options).device();
    PCollectionView<List<ModelReference>> image = null;
    PCollectionView<List<ModelReference>> text = null;
    if (modalities.contains(Modality.IMAGE)) {
      image =
          train(
              "TrainImage",
              TrainModality.image(folder)
                  .withEncoder(Checks.imageEncoder(options))
                  .withImageSide(options.getImageSize())
                  .withRecipe(recipe(Fusion.IMAGE))
                  .withSeeds(seeds)
                  .withDevice(device));
    }
    if (modalities.contains(Modality.TEXT)) {
      text =
          train(
              "TrainText",
              TrainModality.text(folder)
                  .withEncoder(Checks.textEncoder(options))
                  .withRecipe(recipe(Fusion.TEXT))
                  .withSeeds(seeds)
                  .withDevice(device));
    }
    if (image != null && text != null) {
      train(
          "FuseEarly",
          FuseModalities.early(folder)
              .of(image, text)
              .withRecipe(recipe(Fusion.EARLY))
              .withSeeds(seeds)
              .withDevice(device));
      train(
          "FuseLate",
          FuseModalities.late(folder)
              .of(image, text)
              .withRecipe(recipe(Fusion.LATE))
              .withSeeds(seeds)
              .withDevice(device));
      train("FuseEnsemble", FuseModalities.ensemble(folder).of(image, text).withSeeds(seeds));
    }
    return new Trained(
        PCollectionList.of(models).apply("AllModels", Flatten.pCollections()),
        Quarantine.write(NAME, layout, quarantined));
  }

  private Recipe recipe(Fusion fusion) {
    return Recipes.of(options, fusion, options.getSeed());
  }

  private PCollectionView<List<ModelReference>> train(
      String name, PTransform<PCollection<Study>, PCollectionTuple> training) {
    PCollectionTuple trained = train.apply(name, Hardware.on(Requests.hardware(options), training));
    PCollection<ModelReference> model = TrainModality.model(trained);
    models.add(model);
    quarantined.add(TrainModality.quarantined(trained));
    return model.apply("As" + name, View.asList());
  }
}
