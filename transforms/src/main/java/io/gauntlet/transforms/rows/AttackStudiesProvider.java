package io.gauntlet.transforms.rows;

import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.ReadModels;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link AttackStudies} over rows: the studies of {@code input} against the models of the rows
 * {@code models}, as {@link TrainVictimsProvider} gives them, or of the folder of that name; into
 * {@code outcomes} and {@code quarantined}.
 */
public final class AttackStudiesProvider implements SchemaTransformProvider {
  private static final String MODELS = "models";

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:attack_studies:v1";
  }

  @Override
  public String description() {
    return "Attacks trained models on studies; the attacks are written as on the command line.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addNullableStringField(MODELS)
        .addNullableStringField("attacks")
        .addNullableStringField("transfers")
        .addNullableStringField("epsilons")
        .addNullableStringField("fractions")
        .addNullableInt64Field("maxQueries")
        .addNullableInt32Field("batch")
        .addNullableInt64Field("seed")
        .build();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input", MODELS);
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("outcomes", "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    AttackStudies attacks = AttackStudies.withGrid(Configuration.grid(configuration));
    AttackStudies batched =
        Configuration.<Integer>value(configuration, "batch")
            .map(attacks::withBatch)
            .orElse(attacks);
    return new AttackRows(
        Configuration.<Long>value(configuration, "seed").map(batched::withSeed).orElse(batched),
        Configuration.<String>value(configuration, MODELS).map(ReadModels::from));
  }

  private static final class AttackRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final AttackStudies attacks;
    private final transient Optional<ReadModels> models;

    AttackRows(AttackStudies attacks, Optional<ReadModels> models) {
      this.attacks = attacks;
      this.models = models;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Study> studies = AvroRows.read("Studies", input.get("input"), Study.class);
      AttackStudies.Result attacked =
          studies.apply("AttackStudies", attacks.against(references(input)));
      return PCollectionRowTuple.of(
              "outcomes", AvroRows.write("Outcomes", attacked.outcomes(), Outcome.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", attacked.quarantined(), Quarantined.class));
    }

    private PCollection<ModelReference> references(PCollectionRowTuple input) {
      if (input.has(MODELS)) {
        return AvroRows.read("Models", input.get(MODELS), ModelReference.class);
      }
      return input
          .getPipeline()
          .apply(
              "ReadModels",
              models.orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there are no models to attack; give the folder of some as 'models', or"
                              + " connect the output 'models' of train_victims to the input of that"
                              + " name")));
    }
  }
}
