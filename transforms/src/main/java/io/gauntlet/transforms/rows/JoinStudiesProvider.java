package io.gauntlet.transforms.rows;

import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.JoinedStudies;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link JoinStudies} over rows: reads the tables {@code reports} and {@code projections}, in
 * {@code encoding}, with the images of {@code images}, and gives {@code studies} and {@code
 * quarantined}.
 */
public final class JoinStudiesProvider implements SchemaTransformProvider {

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:join_studies:v1";
  }

  @Override
  public String description() {
    return "Joins reports and X-ray images of the Indiana layout into studies.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addStringField("reports")
        .addStringField("projections")
        .addNullableStringField("encoding")
        .addNullableStringField("images")
        .addNullableStringField("modalities")
        .build();
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
    JoinStudies join =
        JoinStudies.fromIndiana(
            configuration.getString("reports"), configuration.getString("projections"));
    JoinStudies decoded =
        Configuration.<String>value(configuration, "encoding")
            .map(JoinStudiesProvider::encoding)
            .map(join::withEncoding)
            .orElse(join);
    JoinStudies modalities =
        Configuration.modalities(configuration).map(decoded::withModalities).orElse(decoded);
    return new JoinRows(
        Configuration.<String>value(configuration, "images")
            .map(modalities::withImages)
            .orElse(modalities));
  }

  private static TableEncoding encoding(String name) {
    try {
      return TableEncoding.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("encoding: " + e.getMessage(), e);
    }
  }

  private static final class JoinRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final JoinStudies join;

    JoinRows(JoinStudies join) {
      this.join = join;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple none) {
      JoinedStudies joined = none.getPipeline().apply("JoinStudies", join);
      return PCollectionRowTuple.of(
              "studies", AvroRows.write("Studies", joined.studies(), Study.class))
          .and(
              "quarantined",
              AvroRows.write("Quarantined", joined.quarantined(), Quarantined.class));
    }
  }
}
