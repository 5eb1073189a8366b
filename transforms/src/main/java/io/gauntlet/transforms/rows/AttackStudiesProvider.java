package io.gauntlet.transforms.rows;

import io.gauntlet.attack.AttackGrid;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.AttackStudies;
import io.gauntlet.transforms.ReadModels;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * {@link AttackStudies} over rows: the studies of {@code input} against the models under the folder
 * {@code models}, into {@code outcomes} and {@code quarantined}.
 */
public final class AttackStudiesProvider implements SchemaTransformProvider {

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:attack_studies:v1";
  }

  @Override
  public String description() {
    return "Attacks trained models on studies; attacks and transfers are separated by commas.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addStringField("models")
        .addNullableStringField("attacks")
        .addNullableStringField("transfers")
        .addNullableInt32Field("batch")
        .addNullableInt64Field("seed")
        .build();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("outcomes", "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    AttackGrid paper = AttackGrid.paper();
    return new AttackRows(
        configuration.getString("models"),
        AttackGrid.of(
            Configuration.list(configuration, "attacks").orElse(paper.attacks()),
            Configuration.list(configuration, "transfers").orElse(paper.transfers())),
        Configuration.<Integer>value(configuration, "batch").orElse(32),
        Configuration.<Long>value(configuration, "seed").orElse(1L));
  }

  private static final class AttackRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final String models;
    private final AttackGrid grid;
    private final int batch;
    private final long seed;

    AttackRows(String models, AttackGrid grid, int batch, long seed) {
      this.models = models;
      this.grid = grid;
      this.batch = batch;
      this.seed = seed;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollectionView<List<ModelReference>> victims =
          input
              .getPipeline()
              .apply("ReadModels", ReadModels.from(models))
              .apply("AsModels", View.asList());
      PCollection<Study> studies = AvroRows.read("Studies", input.get("input"), Study.class);
      PCollectionTuple attacked =
          studies.apply(
              "AttackStudies",
              AttackStudies.against(victims).withGrid(grid).withBatch(batch).withSeed(seed));
      return PCollectionRowTuple.of(
              "outcomes",
              AvroRows.write(
                  "Outcomes",
                  attacked.get(AttackStudies.OUTCOMES),
                  Outcome.class,
                  Outcome.getClassSchema()))
          .and(
              "quarantined",
              AvroRows.write(
                  "Quarantined",
                  attacked.get(AttackStudies.QUARANTINED),
                  Quarantined.class,
                  Quarantined.getClassSchema()));
    }
  }
}
