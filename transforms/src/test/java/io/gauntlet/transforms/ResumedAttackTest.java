package io.gauntlet.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.RunCheck;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.parts.WriteManifest;
import io.gauntlet.transforms.training.SmallVictims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attack that is called again attacks what is not there, and leaves the rest as it is. */
class ResumedAttackTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path folder;
  private Path parts;

  @BeforeEach
  void train() throws IOException {
    parts = folder.resolve("run/outcomes");
    SyntheticCohort.write(folder.resolve("cohort"), 24, 16, 1);
    Pipeline pipeline = pipeline(2);
    studies(pipeline)
        .apply(
            TrainVictims.into(folder.resolve("models").toString())
                .of(SmallVictims.of("text", 16, Recipe.of(2, 8, 1e-3, 1, 0.5, 1))));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void onlyWhatIsNotThereIsAttackedWhateverTheParallelism() throws IOException {
    assertEquals(0, attack(4, "pwws").getOrDefault("parts-done-before", 0L));
    Map<String, Long> first = sizes();
    RunManifest manifest = manifest();
    List<PartName> names =
        first.keySet().stream().flatMap(file -> PartName.of(file).stream()).distinct().toList();
    assertTrue(names.size() >= 3, names.toString());

    // What a kill leaves: outcomes without a summary, outcomes cut, a file aside, and nothing.
    Files.delete(parts.resolve(names.get(0).summary()));
    Path cut = parts.resolve(names.get(1).records());
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(
        parts.resolve("." + names.get(1).records() + "." + UUID.randomUUID()), "half");
    Files.delete(folder.resolve("run/run.json"));
    Map<String, FileTime> untouched = new HashMap<>();
    for (PartName name : names.subList(2, names.size())) {
      for (String file : List.of(name.records(), name.summary())) {
        Files.setLastModifiedTime(parts.resolve(file), LONG_AGO);
        untouched.put(file, LONG_AGO);
      }
    }

    Map<String, Long> counters = attack(1, "pwws");
    assertEquals(names.size() - 2L, counters.get("parts-done-before"));
    assertEquals(first, sizes());
    assertEquals(manifest, manifest());
    assertEquals(ImmutableList.of(), check(manifest));
    for (String file : untouched.keySet()) {
      assertEquals(LONG_AGO, Files.getLastModifiedTime(parts.resolve(file)), file);
    }
  }

  @Test
  void partsOfOtherAttacksAreMadeAnew() throws IOException {
    attack(2, "pwws");
    RunManifest before = manifest();
    Files.writeString(parts.resolve("notes.txt"), "of the user");
    Map<String, Long> counters = attack(2, "half-sentence-deletion");
    assertEquals(0, counters.getOrDefault("parts-done-before", 0L));
    assertTrue(!before.equals(manifest()));
    assertEquals(ImmutableList.of(), check(manifest()));
    assertTrue(Files.exists(parts.resolve("notes.txt")));
  }

  private Object check(RunManifest manifest) throws IOException {
    return new RunCheck(manifest, new PartStore(new RunFiles(parts.toString()))).faults();
  }

  /** The counters of an attack. */
  private Map<String, Long> attack(int parallelism, String attack) {
    Pipeline pipeline = pipeline(parallelism);
    AttackStudies.Result attacked =
        studies(pipeline)
            .apply(
                AttackStudies.withGrid(AttackGrid.of(List.of(attack), List.of()))
                    .against(pipeline.apply(ReadModels.from(folder.resolve("models").toString())))
                    .withBatch(8)
                    .withGallery(2)
                    .keptIn(parts.toString()));
    attacked
        .parts()
        .orElseThrow()
        .apply(WriteManifest.into(folder.resolve("run").toString(), "run.json", parts.toString()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = new TreeMap<>();
    result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(AttackStudies.class))
                .build())
        .getCounters()
        .forEach(
            counter ->
                counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum));
    return counters;
  }

  private RunManifest manifest() throws IOException {
    return RunManifest.in(new ObjectMapper().readTree(folder.resolve("run/run.json").toFile()))
        .orElseThrow();
  }

  /** A part's bytes are the same for the same outcomes; so are their sizes. */
  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(parts)) {
      Set<Path> all = new TreeSet<>(files.toList());
      for (Path file : all) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }

  private static Pipeline pipeline(int parallelism) {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(parallelism);
    return Pipeline.create(options);
  }

  private PCollection<Study> studies(Pipeline pipeline) {
    Path cohort = folder.resolve("cohort");
    return pipeline
        .apply(
            "Join",
            JoinStudies.fromIndiana(
                    cohort.resolve(SyntheticCohort.REPORTS).toString(),
                    cohort.resolve(SyntheticCohort.PROJECTIONS).toString())
                .withModalities(Set.of(Modality.TEXT)))
        .studies();
  }
}
