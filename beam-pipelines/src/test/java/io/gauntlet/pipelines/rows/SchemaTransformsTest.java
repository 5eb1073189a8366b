package io.gauntlet.pipelines.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.synthetic.SyntheticCohort;
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
import org.apache.beam.sdk.transforms.Distinct;
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

    Pipeline pipeline = Pipeline.create();
    PCollectionRowTuple split = split(pipeline, "text");
    PCollectionRowTuple trained =
        expand(
            PCollectionRowTuple.of("input", split.get("train")),
            "train_victims",
            Map.of("models", models, "modalities", "text", "text_epochs", 1L));
    PAssert.that(trained.get("quarantined")).empty();
    PCollection<Row> test = split.get("test");
    PCollectionRowTuple attacked =
        expand(
            PCollectionRowTuple.of("input", test, "models", trained.get("models")),
            "attack_studies",
            Map.of("attacks", "half-sentence-deletion", "transfers", "none", "gallery", 0L));
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

  @Test
  void victimsOfBothModalitiesAreFusedAndReadFromTheirFolder() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 24, 16, 1);
    String models = folder.resolve("models").toString();
    Pipeline training = Pipeline.create();
    PCollectionRowTuple trained =
        expand(
            PCollectionRowTuple.of("input", split(training, "image,text").get("train")),
            "train_victims",
            Map.of(
                "models", models,
                "image_epochs", 1L,
                "text_epochs", 1L,
                "early_epochs", 1L,
                "late_epochs", 1L,
                "image_size", 16L,
                "seed", 3L));
    PAssert.that(
            trained
                .get("models")
                .apply(
                    MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("name"))))
        .containsInAnyOrder("image", "text", "early-fusion", "late-fusion", "ensemble");
    training.run().waitUntilFinish();

    Pipeline pipeline = Pipeline.create();
    PCollectionRowTuple attacked =
        expand(
            PCollectionRowTuple.of("input", split(pipeline, "image,text").get("test")),
            "attack_studies",
            Map.of("models", models, "attacks", "fgsm", "transfers", "none", "gallery", 0L));
    PAssert.that(
            attacked
                .get("outcomes")
                .apply(
                    MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("victim")))
                .apply(Distinct.create()))
        .containsInAnyOrder("image", "text", "early-fusion", "late-fusion", "ensemble");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void attacksAreReadAsOnTheCommandLine() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 4, 16, 1);
    PCollectionRowTuple studies =
        PCollectionRowTuple.of("input", split(Pipeline.create(), "text").get("test"));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                expand(
                    studies,
                    "attack_studies",
                    Map.of("models", "away", "attacks", "controls, fgsm", "epsilons", "0.1, 7")));
    assertTrue(error.getMessage().startsWith("attacks: "), error.getMessage());
    assertTrue(error.getMessage().contains("7"), error.getMessage());
  }

  @Test
  void anAttackWithoutModelsSaysWhereTheyComeFrom() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 4, 16, 1);
    PCollectionRowTuple studies =
        PCollectionRowTuple.of("input", split(Pipeline.create(), "text").get("test"));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> expand(studies, "attack_studies", Map.of()));
    assertTrue(error.getMessage().contains("of train_victims"), error.getMessage());
  }

  @Test
  void foldersAndRowsAreLookedAtBeforeAnythingRuns() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 4, 16, 1);
    PCollectionRowTuple studies =
        PCollectionRowTuple.of("input", split(Pipeline.create(), "text").get("test"));
    assertRefused(
        studies,
        "attack_studies",
        Map.of("models", folder.resolve("away").toString()),
        "models: there is no finished model in " + folder.resolve("away"));
    assertRefused(
        PCollectionRowTuple.empty(Pipeline.create()),
        "join_studies",
        Map.of(
            "reports", folder.resolve("away.csv").toString(),
            "projections", folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS).toString(),
            "modalities", "text"),
        "reports: ");
    assertRefused(
        studies, "score_outcomes", Map.of(), "input: a row of the kind Outcome has a field '");
    assertRefused(
        PCollectionRowTuple.empty(Pipeline.create()),
        "split_studies",
        Map.of(),
        "input is not connected; connect an output of join_studies");
    assertRefused(
        studies, "attack_studies", Map.of("max_queries", -1L, "models", "away"), "max_queries");
  }

  private static void assertRefused(
      PCollectionRowTuple input, String name, Map<String, Object> values, String sentence) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> expand(input, name, values))
            .getMessage();
    assertTrue(message.startsWith(sentence), message);
  }

  private PCollectionRowTuple split(Pipeline pipeline, String modalities) {
    PCollectionRowTuple joined =
        expand(
            PCollectionRowTuple.empty(pipeline),
            "join_studies",
            Map.of(
                "reports", folder.resolve("cohort").resolve(SyntheticCohort.REPORTS).toString(),
                "projections",
                    folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS).toString(),
                "images", folder.resolve("cohort").resolve(SyntheticCohort.IMAGES).toString(),
                "modalities", modalities));
    return expand(
        PCollectionRowTuple.of("input", joined.get("studies")),
        "split_studies",
        Map.of("seed", 1L, "train_fraction", 0.8));
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
