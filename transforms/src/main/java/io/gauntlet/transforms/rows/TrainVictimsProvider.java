package io.gauntlet.transforms.rows;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.RecipePreset;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.training.EncoderChoice;
import io.gauntlet.transforms.training.FuseModalities;
import io.gauntlet.transforms.training.TrainModality;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * {@link TrainModality} and {@link FuseModalities} over rows: the studies of {@code input} into
 * {@code models}, a reference for each victim that is written under the folder {@code models}, and
 * {@code quarantined}. With both modalities the three fusions are made too.
 */
public final class TrainVictimsProvider implements SchemaTransformProvider {

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:train_victims:v1";
  }

  @Override
  public String description() {
    return "Trains a victim for each modality on studies, and fuses them; recipe is demo or paper,"
        + " epochs are those of every training.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addStringField("models")
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
    Recipes recipes = Recipes.of(configuration);
    String models = configuration.getString("models");
    Set<Modality> modalities =
        Configuration.modalities(configuration).orElse(EnumSet.allOf(Modality.class));
    TrainModality image =
        TrainModality.image(models)
            .withEncoder(encoder(configuration, Modality.IMAGE, "imageModel", "imageWeights"))
            .withRecipe(recipes.of(Fusion.IMAGE));
    TrainModality text =
        TrainModality.text(models)
            .withEncoder(encoder(configuration, Modality.TEXT, "textModel", "textWeights"))
            .withRecipe(recipes.of(Fusion.TEXT));
    return new TrainRows(
        modalities.contains(Modality.IMAGE)
            ? Configuration.<Integer>value(configuration, "imageSize")
                .map(image::withImageSide)
                .orElse(image)
            : null,
        modalities.contains(Modality.TEXT) ? text : null,
        List.of(
            FuseModalities.early(models).withRecipe(recipes.of(Fusion.EARLY)),
            FuseModalities.late(models).withRecipe(recipes.of(Fusion.LATE)),
            FuseModalities.ensemble(models)));
  }

  private static EncoderChoice encoder(
      Row configuration, Modality modality, String model, String weights) {
    return new EncoderChoice(
        modality,
        Configuration.<String>value(configuration, model).orElse("tiny"),
        configuration.getString(weights));
  }

  /**
   * The recipes of a configuration.
   *
   * @param epochs of every training; null for those of the preset
   */
  private record Recipes(RecipePreset preset, Integer epochs, long seed) {
    static Recipes of(Row configuration) {
      return new Recipes(
          RecipePreset.named(Configuration.<String>value(configuration, "recipe").orElse("demo")),
          configuration.getInt32("epochs"),
          Configuration.<Long>value(configuration, "seed").orElse(1L));
    }

    Recipe of(Fusion fusion) {
      Recipe recipe = preset.of(fusion).withSeed(seed);
      return epochs == null ? recipe : recipe.withEpochs(epochs);
    }
  }

  private static final class TrainRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final TrainModality image;
    private final TrainModality text;
    private final List<FuseModalities> fusions;

    TrainRows(TrainModality image, TrainModality text, List<FuseModalities> fusions) {
      this.image = image;
      this.text = text;
      this.fusions = fusions;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Study> studies = AvroRows.read("Studies", input.get("input"), Study.class);
      List<PCollectionTuple> trained = new ArrayList<>();
      List<PCollectionView<List<ModelReference>>> parents = new ArrayList<>();
      if (image != null) {
        parents.add(train(studies, "TrainImage", image, trained));
      }
      if (text != null) {
        parents.add(train(studies, "TrainText", text, trained));
      }
      if (image != null && text != null) {
        for (FuseModalities fusion : fusions) {
          trained.add(studies.apply(fusion.of(parents.get(0), parents.get(1))));
        }
      }
      return PCollectionRowTuple.of(
              "models",
              AvroRows.write(
                  "Models",
                  PCollectionList.of(trained.stream().map(TrainModality::model).toList())
                      .apply("AllModels", Flatten.pCollections()),
                  ModelReference.class))
          .and(
              "quarantined",
              AvroRows.write(
                  "Quarantined",
                  PCollectionList.of(trained.stream().map(TrainModality::quarantined).toList())
                      .apply("AllQuarantined", Flatten.pCollections()),
                  Quarantined.class));
    }

    private static PCollectionView<List<ModelReference>> train(
        PCollection<Study> studies,
        String name,
        PTransform<PCollection<Study>, PCollectionTuple> training,
        List<PCollectionTuple> all) {
      PCollectionTuple trained = studies.apply(name, training);
      all.add(trained);
      return TrainModality.model(trained).apply("As" + name, View.asList());
    }
  }
}
