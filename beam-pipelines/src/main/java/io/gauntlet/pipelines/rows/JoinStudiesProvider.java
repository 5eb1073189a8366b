package io.gauntlet.pipelines.rows;

import io.gauntlet.pipelines.options.CohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.JoinedStudies;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link io.gauntlet.transforms.cohort.JoinStudies} over rows: reads a cohort as the options of
 * {@code gauntlet join} say, and gives {@code studies} and {@code quarantined}.
 */
public final class JoinStudiesProvider implements SchemaTransformProvider {
  private static final OptionFields<CohortOptions> FIELDS =
      OptionFields.of(
          CohortOptions.class,
          "source",
          "cohort",
          "columns",
          "label",
          "missingViews",
          "reports",
          "projections",
          "encoding",
          "images",
          "modalities",
          "views");

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:join_studies:v1";
  }

  @Override
  public String description() {
    return "Joins reports and images, in any layout of cohorts that is known, into studies.";
  }

  @Override
  public Schema configurationSchema() {
    return FIELDS.schema();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of();
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("studies", "quarantined");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    return OptionFields.reading(
        () -> {
          CohortRequest cohort = Requests.cohort(FIELDS.read(configuration));
          return new JoinRows(cohort.requireReadable(cohort.modalities()));
        });
  }

  private static final class JoinRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final transient CohortRequest cohort;

    JoinRows(CohortRequest cohort) {
      this.cohort = cohort;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple none) {
      JoinedStudies joined = none.getPipeline().apply("JoinStudies", CohortStage.join(cohort));
      return PCollectionRowTuple.of(
              "studies", AvroRows.write("Studies", joined.studies(), Study.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", joined.quarantined(), Quarantined.class));
    }
  }
}
