package io.gauntlet.pipelines.rows;

import com.google.common.collect.Iterables;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/**
 * {@link ScoreOutcomes} over rows: {@code input} into {@code cells}, a row for each victim and
 * attack, with every metric as a nullable column.
 */
public final class ScoreOutcomesProvider implements SchemaTransformProvider {
  private static final Schema CELL = cell();

  private static Schema cell() {
    Schema.Builder schema =
        Schema.builder()
            .addStringField("victim")
            .addStringField("attack")
            .addNullableStringField("generator")
            .addInt64Field("n");
    for (Metric metric : Metric.values()) {
      schema.addNullableDoubleField(metric.name().toLowerCase(Locale.ROOT));
    }
    return schema.build();
  }

  @Override
  public String identifier() {
    return "beam:schematransform:io.gauntlet:score_outcomes:v1";
  }

  @Override
  public String description() {
    return "Scores outcomes: a row for each victim and attack.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.of();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of("cells");
  }

  @Override
  public SchemaTransform from(Row configuration) {
    return new ScoreRows();
  }

  private static final class ScoreRows extends SchemaTransform {
    private static final long serialVersionUID = 1;

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      return PCollectionRowTuple.of(
          "cells",
          AvroRows.read(input, "input", Outcome.class, "attack_studies")
              .apply("ScoreOutcomes", ScoreOutcomes.create())
              .apply("Cells", ParDo.of(new CellRows()))
              .setRowSchema(CELL));
    }
  }

  private static final class CellRows extends DoFn<Scorecard, Row> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element Scorecard scorecard, OutputReceiver<Row> receiver) {
      for (ScorecardCell cell : Iterables.concat(scorecard.cells(), scorecard.transfer())) {
        Row.Builder row =
            Row.withSchema(CELL)
                .addValues(cell.victim(), cell.attack(), cell.generator(), cell.n());
        for (Metric metric : Metric.values()) {
          double value = cell.value(metric);
          row.addValue(Double.isNaN(value) ? null : value);
        }
        receiver.output(row.build());
      }
    }
  }
}
