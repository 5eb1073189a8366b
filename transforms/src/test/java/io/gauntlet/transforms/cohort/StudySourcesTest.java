package io.gauntlet.transforms.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.Modality;
import io.gauntlet.schema.Study;
import java.util.List;
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
                            CohortFiles.builder()
                                .reports("normal chest")
                                .modalities(Set.of(Modality.TEXT))
                                .build()))
                .studies()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Study::getCaption)))
        .containsInAnyOrder("normal chest", "normal chest again");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theBuiltInLayoutIsFoundTheSameWay() {
    assertEquals(
        List.of("indiana", "manifest", "mimic-cxr", "nih-chestxray14", "padchest", "two-studies"),
        StudySources.load().names());
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
        CohortFiles.builder()
            .reports("away.csv")
            .projections("away.csv")
            .modalities(Set.of(Modality.IMAGE))
            .build();
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> StudySources.load().named("indiana").check(files));
    assertEquals("reports: no file away.csv; name the CSV table", error.getMessage());
  }
}
