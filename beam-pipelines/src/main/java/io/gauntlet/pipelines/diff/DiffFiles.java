package io.gauntlet.pipelines.diff;

import io.gauntlet.data.Pixels;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.pipelines.replay.RunStudies;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.report.diff.DiffPage;
import io.gauntlet.report.gallery.Image;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.RunDiffJson;
import io.gauntlet.score.diff.SidedStudy;
import io.gauntlet.transforms.cohort.StudyImages;
import io.gauntlet.transforms.diff.DiffRuns;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes which studies changed sides between two runs: {@code diff.json} in a pipeline, and {@code
 * diff.html} with the images of the studies once that is there.
 *
 * @param baseline the run that was there before
 * @param candidate the run that is held against it, whose studies are shown
 * @param folder of the files
 */
public record DiffFiles(RunLayout baseline, RunLayout candidate, String folder) {
  private static final int HEIGHT = 96;

  /** Adds the steps that write {@code diff.json}. */
  public void write(PCollection<Outcome> before, PCollection<Outcome> after) {
    after
        .apply("DiffRuns", DiffRuns.against(before).between(baseline.folder(), candidate.folder()))
        .apply("DiffAsJson", MapElements.into(TypeDescriptors.strings()).via(RunDiffJson::write))
        .apply("WriteDiff", WriteRunFile.of(folder, RunDiffJson.FILE));
  }

  /** Writes the page of what was written, and gives what it shows. */
  public RunDiff writePage() throws IOException {
    RunFiles files = new RunFiles(folder);
    RunDiff diff = RunDiffJson.read(files.text(RunDiffJson.FILE));
    Optional<String> report =
        Optional.of(WriteReport.PAGE).filter(page -> folder.equals(candidate.folder()));
    files.write(
        DiffPage.FILE,
        DiffPage.render(diff, pictures(diff), report).getBytes(StandardCharsets.UTF_8));
    return diff;
  }

  /** The images that are there; what is gone is not shown. */
  private Map<String, Image> pictures(RunDiff diff) throws IOException {
    Set<String> shown =
        diff.cells().stream()
            .flatMap(
                cell -> Stream.concat(cell.shown().lost().stream(), cell.shown().gained().stream()))
            .map(SidedStudy::uid)
            .collect(Collectors.toSet());
    Map<String, Image> pictures = new TreeMap<>();
    for (Study study : new RunStudies(candidate).read(shown)) {
      StudyImages.read(study)
          .ifReadable(
              pixels -> picture(pixels).ifPresent(image -> pictures.put(study.getUid(), image)));
    }
    return pictures;
  }

  private static Optional<Image> picture(StudyPixels study) {
    List<Pixels> views = new ArrayList<>();
    study
        .views()
        .values()
        .forEach(
            view ->
                views.add(view.resize(HEIGHT, Math.max(1, HEIGHT * view.width() / view.height()))));
    return views.isEmpty()
        ? Optional.empty()
        : Optional.of(Image.of(ByteBuffer.wrap(sideBySide(views).toPng())));
  }

  private static Pixels sideBySide(List<Pixels> views) {
    int width = views.stream().mapToInt(Pixels::width).sum();
    float[] all = new float[HEIGHT * width];
    int left = 0;
    for (Pixels view : views) {
      float[] values = view.toArray();
      for (int row = 0; row < HEIGHT; row++) {
        System.arraycopy(values, row * view.width(), all, row * width + left, view.width());
      }
      left += view.width();
    }
    return Pixels.of(HEIGHT, width, all);
  }
}
