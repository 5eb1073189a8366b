package io.gauntlet.transforms.attacking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Place;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeOriginTest {
  private static final int STUDIES = 24;
  private static final List<String> ATTACKS = List.of("none", "fgsm:epsilon=1", "blur:sigma=1");

  @TempDir private Path folder;

  @Test
  void anOutcomeTellsItsStudyItsModelItsAttackAndItsPlace() throws IOException {
    SyntheticCohort.write(folder, STUDIES, 16, 1);
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.writeString(own.resolve("config.json"), "{\"brightness\": 0.5, \"name\": \"bright\"}");
    String digest = VictimCatalogue.load().in(new RunFiles(own.toString())).digest();
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    JoinStudies.fromIndiana(
                            folder.resolve(SyntheticCohort.REPORTS).toString(),
                            folder.resolve(SyntheticCohort.PROJECTIONS).toString())
                        .withImages(folder.resolve(SyntheticCohort.IMAGES).toString()))
                .studies()
                .apply(
                    AttackStudies.withGrid(AttackGrid.of(ATTACKS.subList(1, 3), List.of()))
                        .against(pipeline.apply(BringVictims.from(List.of(own.toString()))))
                        .withBatch(8))
                .outcomes())
        .satisfies(
            outcomes -> {
              check(outcomes, digest);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static void check(Iterable<Outcome> outcomes, String digest) {
    Set<Place> places = new HashSet<>();
    Map<String, String> studies = new HashMap<>();
    Map<Long, TreeMap<String, Integer>> rows = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      assertEquals(digest, outcome.getVictimDigest());
      outcome.getAttackFields().getParts().forEach(part -> assertEquals(1, part.getRevision()));
      String study = outcome.getStudyDigest();
      assertTrue(study.startsWith("sha256:"), study);
      assertEquals(study, studies.getOrDefault(outcome.getUid(), study));
      studies.put(outcome.getUid(), study);
      Place place = outcome.getPlace();
      places.add(new Place(place.getBatch(), 0, place.getRow()));
      rows.computeIfAbsent(place.getBatch(), batch -> new TreeMap<>())
          .put(outcome.getUid(), place.getRow());
    }
    assertEquals(STUDIES, studies.size());
    assertEquals(STUDIES, places.size());
    rows.values()
        .forEach(
            batch ->
                assertEquals(
                    batch.values().stream().sorted().toList(), List.copyOf(batch.values())));
  }
}
