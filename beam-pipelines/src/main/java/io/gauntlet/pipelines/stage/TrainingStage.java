package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.Recipes;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.training.FuseModalities;
import io.gauntlet.transforms.training.TrainModality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  /** Names the stage's files. */
  public static final String NAME = "training";

  private TrainingStage() {}

  /** How the options have victims trained. */
  public static PTransform<PCollection<Study>, TrainVictims.Result> training(
      TrainingOptions options) {
    return new TrainAndFuse(options);
  }

  /** Writes what could not be used; the victims write themselves. */
  public static void write(TrainVictims.Result trained, RunLayout layout) {
    Quarantine.write(NAME, layout, trained.quarantined());
  }

  private static final class TrainAndFuse
      extends PTransform<PCollection<Study>, TrainVictims.Result> {
    private static final long serialVersionUID = 1;

    private final transient TrainingOptions options;

    TrainAndFuse(TrainingOptions options) {
      this.options = options;
    }

    @Override
    public TrainVictims.Result expand(PCollection<Study> train) {
      List<PCollectionTuple> trained = new ArrayList<>();
      Set<Modality> modalities = Requests.modalities(options);
      String folder = RunLayout.of(options.getOutput()).models();
      List<Long> seeds = Recipes.seeds(options);
      ComputeDevice device = Requests.hardware(options).device();
      List<PCollectionView<List<ModelReference>>> parents = new ArrayList<>();
      if (modalities.contains(Modality.IMAGE)) {
        trained.add(
            train.apply(
                "TrainImage",
                TrainModality.image(folder)
                    .withEncoder(Checks.imageEncoder(options))
                    .withImageSide(options.getImageSize())
                    .withRecipe(recipe(Fusion.IMAGE))
                    .withSeeds(seeds)
                    .withDevice(device)));
      }
      if (modalities.contains(Modality.TEXT)) {
        trained.add(
            train.apply(
                "TrainText",
                TrainModality.text(folder)
                    .withEncoder(Checks.textEncoder(options))
                    .withRecipe(recipe(Fusion.TEXT))
                    .withSeeds(seeds)
                    .withDevice(device)));
      }
      if (modalities.size() == 2) {
        for (PCollectionTuple parent : trained) {
          parents.add(
              TrainModality.model(parent).apply("AsParent" + parents.size(), View.asList()));
        }
        fusions(folder)
            .forEach(
                (name, fusion) ->
                    trained.add(
                        train.apply(
                            name,
                            fusion
                                .of(parents.get(0), parents.get(1))
                                .withSeeds(seeds)
                                .withDevice(device))));
      }
      return new TrainVictims.Result(
          PCollectionList.of(trained.stream().map(TrainModality::model).toList())
              .apply("AllModels", Flatten.pCollections()),
          PCollectionList.of(trained.stream().map(TrainModality::quarantined).toList())
              .apply("AllQuarantined", Flatten.pCollections()));
    }

    private Map<String, FuseModalities> fusions(String folder) {
      return ImmutableMap.of(
          "FuseEarly", FuseModalities.early(folder).withRecipe(recipe(Fusion.EARLY)),
          "FuseLate", FuseModalities.late(folder).withRecipe(recipe(Fusion.LATE)),
          "FuseEnsemble", FuseModalities.ensemble(folder));
    }

    private Recipe recipe(Fusion fusion) {
      return Recipes.of(options, fusion, options.getSeed());
    }
  }
}
