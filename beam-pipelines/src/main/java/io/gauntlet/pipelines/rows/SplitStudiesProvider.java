package io.gauntlet.pipelines.rows;

import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.SplitStudies;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/** {@link SplitStudies} over rows: {@code input} into {@code train} and {@code test}. */
public final class SplitStudiesProvider implements SchemaTransformProvider {
  private static final OptionFields<PrepareCohortOptions> FIELDS =
      OptionFields.of(PrepareCohortOptions.class, "seed", "trainFraction");

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:split_studies:v1";
  }

  @Override
  public String description() {
    return "Splits studies into a training and a test part, by seed and uid alone.";
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
    return List.of("train", "test");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    return OptionFields.reading(
        () -> new SplitRows(CohortStage.split(Requests.split(FIELDS.read(configuration)))));
  }

  private static final class SplitRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final SplitStudies split;

    SplitRows(SplitStudies split) {
      this.split = split;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Study> studies = AvroRows.read(input, "input", Study.class, "join_studies");
      SplitStudies.Result parts = studies.apply("SplitStudies", split);
      return PCollectionRowTuple.of("train", AvroRows.write("Train", parts.train(), Study.class))
          .and("test", AvroRows.write("Test", parts.test(), Study.class));
    }
  }
}
