package io.gauntlet.pipelines.evidence;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.report.coverage.Coverage;
import io.gauntlet.report.sarif.VerdictSarif;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.VerdictFiles;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/**
 * Puts a run and its verdict into one archive, once all is known to go together: the outcomes are
 * those of the manifest, the verdict is on them, and the scorecard is what they come to. The page
 * is made anew.
 */
public final class Evidence {
  private static final String POLICY = "policy.yaml";
  private static final String COVERAGE = "coverage.md";

  private final PipelineOptions options;
  private final EvidenceRequest request;
  private final RunLayout layout;
  private final RunFiles files;

  private Evidence(PipelineOptions options, EvidenceRequest request, RunLayout layout) {
    this.options = options;
    this.request = request;
    this.layout = layout;
    this.files = new RunFiles(layout.folder());
  }

  /**
   * Writes the archive.
   *
   * @throws UsageException when something does not go together, with what it is and the remedy
   */
  public static void write(PipelineOptions options, EvidenceRequest request) throws IOException {
    RunLayout layout = EarlierRun.in("--run", request.run()).requireOutcomes();
    new Evidence(options, request, layout).write();
  }

  private void write() throws IOException {
    CheckedRun checked = CheckedRun.of(layout);
    if (!checked.isWhole()) {
      throw new UsageException("--run: " + checked.faults().get(0).text());
    }
    VerdictAtHand kept =
        VerdictAtHand.on(layout, request.verdict(), checked.manifest().orElseThrow());
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put(POLICY, utf8(kept.verdict().policy()));
    addVerdict(kept, contents);
    contents.put(runFile(), files.read(runFile()));
    Scorecard scorecard = addReport(kept.verdict(), contents);
    contents.put(COVERAGE, utf8(Coverage.of(scorecard).toMarkdown()));
    Location file = Location.of(request.file());
    new RunFiles(file.parent()).write(file.last(), EvidenceZip.of(contents));
  }

  /** Of one that was kept alone nobody knows when it was decided, which a test report tells. */
  private void addVerdict(VerdictAtHand kept, SortedMap<String, byte[]> contents)
      throws IOException {
    contents.put(VerdictFiles.JSON, utf8(kept.json()));
    if (request.verdict().isPresent()) {
      contents.put(VerdictFiles.SARIF, utf8(VerdictSarif.render(kept.verdict())));
    } else {
      for (String name : List.of(VerdictFiles.SARIF, VerdictFiles.JUNIT)) {
        contents.put(name, read(name, "hold the run against the reference again: gauntlet gate"));
      }
    }
  }

  /** That of a whole run, or that of the attack where its stages were run apart. */
  private String runFile() throws IOException {
    return files.names().contains(RunFolder.FILE) ? RunFolder.FILE : AttackStage.FILE;
  }

  private byte[] read(String name, String remedy) throws IOException {
    try {
      return files.read(name);
    } catch (FileNotFoundException e) {
      throw new UsageException(
          "--run: there is no %s in %s; %s".formatted(name, layout.folder(), remedy), e);
    }
  }

  /** Makes scorecard and page of the outcomes; the scorecard must be the one that is there. */
  private Scorecard addReport(Verdict verdict, SortedMap<String, byte[]> contents)
      throws IOException {
    Path made = Files.createTempDirectory("gauntlet-evidence");
    try {
      makeReport(verdict, made.toString());
      byte[] scorecard = Files.readAllBytes(made.resolve(WriteReport.SCORECARD));
      if (!Arrays.equals(scorecard, read(WriteReport.SCORECARD, "make it: " + remake()))) {
        throw new UsageException(
            "--run: %s/%s is not what the outcomes come to; make it again: %s"
                .formatted(layout.folder(), WriteReport.SCORECARD, remake()));
      }
      contents.put(WriteReport.SCORECARD, scorecard);
      contents.put(WriteReport.PAGE, Files.readAllBytes(made.resolve(WriteReport.PAGE)));
      return ScoringStage.scorecard(layout);
    } finally {
      MoreFiles.deleteRecursively(made, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void makeReport(Verdict verdict, String folder) throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = ReportStage.outcomes(pipeline, layout);
    PCollection<Scorecard> scorecard =
        outcomes.apply("ScoreOutcomes", ScoringStage.score(ScoringStage.request(layout)));
    ReportStage report = ReportStage.of(outcomes, layout).withVerdict(verdict);
    if (request.gallery() == EvidenceRequest.Gallery.TAKEN) {
      report.writeWithGallery(scorecard, folder);
    } else {
      report.writeWithoutGallery(scorecard, folder);
    }
    pipeline.run().waitUntilFinish();
  }

  private String remake() throws IOException {
    return "gauntlet report --output=%s --minSlice=%s"
        .formatted(layout.folder(), ScoringStage.request(layout).minSlice());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
