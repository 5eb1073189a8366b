package io.gauntlet.transforms.rows;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.training.EncoderChoice;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimDefaults;
import io.gauntlet.transforms.training.VictimList;
import io.gauntlet.transforms.training.VictimSyntax;
import java.util.EnumSet;
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
  private static final int DEFAULT_SIDE = 64;

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:train_victims:v1";
  }

  @Override
  public String description() {
    return "Trains victims on studies: those that train describes, as NAME=KIND:KEY=VALUE separated"
        + " by commas, or else one of each kind that modalities allow; recipe is demo or paper,"
        + " epochs are those of every training.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addStringField("models")
        .addNullableStringField("train")
        .addNullableStringField("modalities")
        .addNullableStringField("recipe")
        .addNullableInt32Field("epochs")
        .addNullableInt64Field("seed")
        .addNullableInt32Field("imageSize")
        .addNullableStringField("imageModel")
        .addNullableStringField("imageWeights")
        .addNullableStringField("textModel")
        .addNullableStringField("textWeights")
        .build();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("models", "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    VictimDefaults defaults = new OfConfiguration(configuration);
    VictimList victims =
        Configuration.<String>value(configuration, "train")
            .map(text -> VictimSyntax.parse(text, defaults))
            .orElseGet(
                () ->
                    VictimSyntax.all(
                        Configuration.modalities(configuration)
                            .orElse(EnumSet.allOf(Modality.class)),
                        defaults));
    return new TrainRows(
        TrainVictims.into(configuration.getString("models"))
            .of(victims)
            .withSeeds(
                TrainingSeeds.ofRun(Configuration.<Long>value(configuration, "seed").orElse(1L))));
  }

  /** What a configuration says of all victims. */
  private record OfConfiguration(Row configuration) implements VictimDefaults {

    @Override
    public EncoderChoice encoder(Modality modality) {
      String option = modality.label();
      return new EncoderChoice(
          modality,
          Configuration.<String>value(configuration, option + "Model").orElse("tiny"),
          configuration.getString(option + "Weights"));
    }

    @Override
    public ImageSize imageSize() {
      int side = Configuration.<Integer>value(configuration, "imageSize").orElse(DEFAULT_SIDE);
      return ImageSize.ofBoth(side, side);
    }

    @Override
    public Recipe recipe(VictimKind kind) {
      Recipe recipe =
          RecipePreset.named(Configuration.<String>value(configuration, "recipe").orElse("demo"))
              .of(kind);
      return Configuration.<Integer>value(configuration, "epochs")
          .map(recipe::withEpochs)
          .orElse(recipe);
    }
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
          AvroRows.read("Studies", input.get("input"), Study.class).apply("TrainVictims", training);
      return PCollectionRowTuple.of(
              "models", AvroRows.write("Models", trained.models(), ModelReference.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", trained.quarantined(), Quarantined.class));
    }
  }
}
