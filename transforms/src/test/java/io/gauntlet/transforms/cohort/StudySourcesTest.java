package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.Modality;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class StudySourcesTest {

  @Test
  void aLayoutFromAnotherJarIsFoundByNameAndRead() {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    StudySources.load()
                        .named("two-studies")
                        .read(
                            new CohortFiles(
                                "normal chest",
                                "",
                                TableEncoding.UTF_8,
                                Optional.empty(),
                                Set.of(Modality.TEXT))))
                .studies()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Study::getCaption)))
        .containsInAnyOrder("normal chest", "normal chest again");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theBuiltInLayoutIsFoundTheSameWay() {
    assertEquals(List.of("indiana", "two-studies"), StudySources.load().names());
  }

  @Test
  void anUnknownLayoutIsNamedBesideThoseThereAre() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> StudySources.load().named("ours"));
    assertTrue(error.getMessage().contains("'ours'; there are [indiana"), error.getMessage());
  }

  @Test
  void aCohortWithoutImagesSaysSoBeforeAnythingIsRead() {
    CohortFiles files =
        new CohortFiles(
            "away.csv", "away.csv", TableEncoding.UTF_8, Optional.empty(), Set.of(Modality.IMAGE));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> StudySources.load().named("indiana").check(files));
    assertEquals("reports: no file away.csv; name the CSV table", error.getMessage());
  }
}
