package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import io.gauntlet.schema.HistoryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTableTest {
  private static final Path TERRAFORM = Path.of("../terraform/modules/nightly/history.schema.json");

  @TempDir private Path temp;

  @Test
  void theColumnsOfTerraformAreTheFieldsOfTheRecord() throws Exception {
    JsonNode columns = new ObjectMapper().readTree(Files.readString(TERRAFORM));
    List<String> found = new ArrayList<>();
    for (JsonNode column : columns) {
      found.add(
          column.get("name").asText()
              + " "
              + column.get("type").asText()
              + " "
              + column.get("mode").asText());
    }
    List<String> expected = new ArrayList<>();
    for (TableFieldSchema field : HistoryTable.schema().getFields()) {
      expected.add(field.getName() + " " + field.getType() + " " + field.getMode());
    }
    assertEquals(expected, found);
    assertEquals(
        HistoryRow.getClassSchema().getFields().stream().map(Schema.Field::name).toList(),
        expected.stream().map(column -> column.substring(0, column.indexOf(' '))).toList());
  }

  @Test
  void rowsArriveInTheTable() throws Exception {
    FakeDatasetService.setUp();
    FakeDatasetService datasets = new FakeDatasetService();
    FakeJobService.setUp();
    datasets.createDataset("gauntlet-project", "gauntlet", "EU", "", null);
    TableReference reference =
        new TableReference()
            .setProjectId("gauntlet-project")
            .setDatasetId("gauntlet")
            .setTableId("history");
    TableSchema schema = HistoryTable.schema();
    datasets.createTable(new Table().setTableReference(reference).setSchema(schema));
    BigQueryOptions options = PipelineOptionsFactory.as(BigQueryOptions.class);
    options.setProject("gauntlet-project");
    options.setTempLocation(temp.toString());
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            Create.of(row("image", null), row("text", 0.5))
                .withCoder(AvroCoder.of(HistoryRow.class)))
        .apply(
            HistoryTable.append("gauntlet-project:gauntlet.history")
                .withTestServices(
                    new FakeBigQueryServices()
                        .withDatasetService(datasets)
                        .withJobService(new FakeJobService()))
                .withoutValidation());
    pipeline.run().waitUntilFinish();
    TreeSet<String> found = new TreeSet<>();
    for (TableRow row : datasets.getAllRows("gauntlet-project", "gauntlet", "history")) {
      found.add(row.get("victim") + " " + row.get("accuracy") + " " + row.get("n"));
    }
    assertEquals("[image null 10, text 0.5 10]", found.toString());
  }

  private static HistoryRow row(String victim, Double accuracy) {
    return HistoryRow.newBuilder()
        .setNight(Instant.parse("2026-01-31T01:00:00Z"))
        .setRun("gs://runs/2026-01-31")
        .setDataDigest("")
        .setVictim(victim)
        .setAttack("none")
        .setN(10)
        .setAccuracy(accuracy)
        .setVerdict("PASS")
        .build();
  }
}
