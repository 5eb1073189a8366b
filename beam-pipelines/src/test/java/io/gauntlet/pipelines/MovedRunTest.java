package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.LostStudiesException;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder can be moved with what is in it; what is lost on the way is said. */
class MovedRunTest {
  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void prepareInAFolder() throws IOException {
    run = folder.resolve("run");
    SyntheticCohort.write(run.resolve("cohort"), 40, 16, 1);
    prepare(run.resolve("cohort").resolve(SyntheticCohort.IMAGES), run);
  }

  private void prepare(Path images, Path output) throws IOException {
    Path cohort = run.resolve("cohort");
    PrepareCohort.main(
        new String[] {
          "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
          "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
          "--images=" + images,
          "--output=" + output,
        });
  }

  private static void train(Path run) throws IOException {
    RunTraining.main(
        new String[] {
          "--output=" + run,
          "--modalities=image",
          "--imageSize=16",
          "--imageEpochs=1",
          "--targetParallelism=1",
        });
  }

  private static void attack(Path run, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--output=" + run, "--modalities=image", "--attacks=fgsm", "--transfers=none"));
    arguments.addAll(List.of(more));
    RunGauntlet.main(arguments.toArray(String[]::new));
  }

  @Test
  void imagesInsideTheFolderAreNamedFromThereAndMoveWithIt() throws IOException {
    for (Study study : records(Study.class, run.resolve("studies"))) {
      for (Image image : study.getImages()) {
        assertTrue(image.getUri().startsWith("cohort/images/"), image.getUri());
      }
    }
    Path moved = Files.move(run, folder.resolve("moved [1]"));
    train(moved);
    attack(moved);
    assertTrue(Files.exists(moved.resolve("scorecard.json")));
    assertEquals(List.of(), records(Quarantined.class, moved.resolve("quarantine")));
    // The same again, though the folder's name is another now.
    attack(Files.move(moved, folder.resolve("again")));
  }

  @Test
  void imagesOutsideTheFolderAreNamedByTheirWholePath() throws IOException {
    Path images = Files.move(run.resolve("cohort/images"), folder.resolve("images"));
    Path other = folder.resolve("other");
    prepare(images, other);
    for (Study study : records(Study.class, other.resolve("studies"))) {
      for (Image image : study.getImages()) {
        assertTrue(image.getUri().startsWith(images + "/"), image.getUri());
      }
    }
  }

  @Test
  void aStageThatLosesEveryStudyFailsWithTheReason() throws IOException {
    train(run);
    try (Stream<Path> images = Files.list(run.resolve("cohort/images"))) {
      for (Path image : images.toList()) {
        Files.delete(image);
      }
    }
    int tested = records(Study.class, run.resolve("studies"), "test").size();
    String all = "the stage attack lost %1$s of %1$s studies, %1$s of them by no-file;";
    assertTrue(lost(run).startsWith(all.formatted(tested)), lost(run));
    // However much may be lost, all may not.
    assertTrue(lost(run, "--maxLostShare=1").startsWith(all.formatted(tested)));
    assertFalse(records(Quarantined.class, run.resolve("quarantine"), "attack").isEmpty());
  }

  @Test
  void aStageMayLoseAShare() throws IOException {
    train(run);
    List<Study> tested = records(Study.class, run.resolve("studies"), "test");
    Files.delete(run.resolve(tested.get(0).getImages().get(0).getUri()));
    assertTrue(
        lost(run, "--maxLostShare=0")
            .startsWith(
                "the stage attack lost 1 of %s studies, 1 of them by no-file;"
                    .formatted(tested.size())));
    attack(run);
    assertTrue(Files.exists(run.resolve("scorecard.json")));
  }

  private static String lost(Path run, String... more) {
    Throwable failed =
        assertThrows(Pipeline.PipelineExecutionException.class, () -> attack(run, more));
    Throwable cause = Throwables.getRootCause(failed);
    assertTrue(cause instanceof LostStudiesException, cause.toString());
    assertEquals(1, cause.getMessage().lines().count());
    return cause.getMessage();
  }

  private static <T extends SpecificRecord> List<T> records(Class<T> type, Path folder)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return records(type, files.filter(file -> file.toString().endsWith(".avro")).toList());
    }
  }

  private static <T extends SpecificRecord> List<T> records(
      Class<T> type, Path folder, String prefix) throws IOException {
    ImmutableList.Builder<Path> files = ImmutableList.builder();
    new ShardedFiles(folder + "/" + prefix, 1)
        .files()
        .forEach(file -> files.add(Path.of(file.resourceId().toString())));
    return records(type, files.build());
  }

  private static <T extends SpecificRecord> List<T> records(Class<T> type, List<Path> files)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (Path file : files) {
      try (DataFileReader<T> reader =
          new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(type))) {
        reader.forEach(records::add);
      }
    }
    return records;
  }
}
