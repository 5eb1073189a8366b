package io.gauntlet.transforms.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.SyntheticCohort;
import io.gauntlet.model.Recipe;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainModality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each schema transform is discovered as an expansion service does, and run over rows. */
class SchemaTransformsTest {
  @TempDir private Path folder;

  @Test
  void rowsGoAllTheWayFromTablesToCells() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 40, 16, 1);
    String models = folder.resolve("models").toString();

    Pipeline training = Pipeline.create();
    PCollection<Study> train = AvroRows.read("Train", split(training).get("train"), Study.class);
    train.apply(TrainModality.text(models).withRecipe(new Recipe(1, 8, 1e-3, 1, 0.5, 1)));
    training.run().waitUntilFinish();

    Pipeline pipeline = Pipeline.create();
    PCollection<Row> test = split(pipeline).get("test");
    PCollectionRowTuple attacked =
        expand(
            PCollectionRowTuple.of("input", test),
            "attack_studies",
            Map.of("models", models, "attacks", "half-sentence-deletion", "transfers", ""));
    PCollection<Row> cells =
        expand(
                PCollectionRowTuple.of("input", attacked.get("outcomes")),
                "score_outcomes",
                Map.of())
            .get("cells");
    PAssert.that(attacked.get("quarantined")).empty();
    PAssert.that(
            cells.apply(
                "Cell",
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        row ->
                            row.getString("victim")
                                + " "
                                + row.getString("attack").replaceFirst(":.*", ""))))
        .containsInAnyOrder("text none", "text half-sentence-deletion");
    PAssert.thatSingleton(test.apply("CountTest", Count.globally()))
        .satisfies(
            count -> {
              assertTrue(count > 0 && count < 40, "a part of the studies: " + count);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private PCollectionRowTuple split(Pipeline pipeline) {
    PCollectionRowTuple joined =
        expand(
            PCollectionRowTuple.empty(pipeline),
            "join_studies",
            Map.of(
                "reports", folder.resolve("cohort").resolve(SyntheticCohort.REPORTS).toString(),
                "projections",
                    folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS).toString(),
                "modalities", "text"));
    return expand(
        PCollectionRowTuple.of("input", joined.get("studies")),
        "split_studies",
        Map.of("seed", 1L, "trainFraction", 0.8));
  }

  private static PCollectionRowTuple expand(
      PCollectionRowTuple input, String name, Map<String, Object> values) {
    SchemaTransformProvider provider = discovered().get(name);
    Row.Builder row = Row.withSchema(provider.configurationSchema());
    for (String field : provider.configurationSchema().getFieldNames()) {
      row.addValue(values.get(field));
    }
    PCollectionRowTuple output = input.apply(name, provider.from(row.build()));
    assertEquals(
        Map.copyOf(output.getAll()).keySet(), Set.copyOf(provider.outputCollectionNames()));
    return output;
  }

  private static Map<String, SchemaTransformProvider> discovered() {
    Map<String, SchemaTransformProvider> found = new TreeMap<>();
    for (SchemaTransformProvider provider : ServiceLoader.load(SchemaTransformProvider.class)) {
      String[] parts = provider.identifier().split(":", -1);
      if (parts[2].equals("io.gauntlet")) {
        found.put(parts[3], provider);
      }
    }
    return found;
  }
}
