package io.gauntlet.pipelines.rows;

import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link TrainVictims} over rows: the studies of {@code input} into {@code models}, a reference for
 * each victim that is written under the folder {@code models}, and {@code quarantined}.
 */
public final class TrainVictimsProvider implements SchemaTransformProvider {
  private static final String MODELS = "models";

  private static final OptionFields<TrainingOptions> FIELDS =
      OptionFields.of(
              TrainingOptions.class,
              "train",
              "modalities",
              "views",
              "threshold",
              "imageModel",
              "imageWeights",
              "textModel",
              "textWeights",
              "imageSize",
              "recipe",
              "seed",
              "seeds",
              "imageEpochs",
              "textEpochs",
              "earlyEpochs",
              "lateEpochs",
              "imageLearningRate",
              "textLearningRate",
              "earlyLearningRate",
              "lateLearningRate",
              "batch",
              "accumulation",
              "warmupSteps",
              "patience",
              "factor",
              "clipNorm",
              "classWeights",
              "device")
          .and(
              Schema.Field.of(MODELS, Schema.FieldType.STRING)
                  .withDescription(
                      "Folder under which each model gets a folder; finished models of the same"
                          + " training are left as they are"));

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:train_victims:v1";
  }

  @Override
  public String description() {
    return "Trains victims on studies: those that train describes, or else one of each kind that"
        + " modalities allow.";
  }

  @Override
  public Schema configurationSchema() {
    return FIELDS.schema();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of(MODELS, "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    return OptionFields.reading(
        () -> {
          TrainingRequest request = Requests.training(FIELDS.read(configuration));
          String models = configuration.getString(MODELS);
          return new TrainRows(
              TrainingStage.training(request, PathOptions.writable(MODELS, models).name()));
        });
  }

  private static final class TrainRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final TrainVictims training;

    TrainRows(TrainVictims training) {
      this.training = training;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      TrainVictims.Result trained =
          AvroRows.read(input, "input", Study.class, "split_studies")
              .apply("TrainVictims", training);
      return PCollectionRowTuple.of(
              MODELS, AvroRows.write("Models", trained.models(), ModelReference.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", trained.quarantined(), Quarantined.class));
    }
  }
}
