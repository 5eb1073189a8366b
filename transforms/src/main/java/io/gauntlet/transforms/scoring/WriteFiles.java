package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.HtmlReport;
import io.gauntlet.report.MarkdownReport;
import io.gauntlet.report.Report;
import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Renders the report of a scorecard, and writes its files. */
final class WriteFiles extends DoFn<Scorecard, String> {
  private static final long serialVersionUID = 1;
  private static final long GALLERY_BYTES = 6_000_000;

  private final String folder;
  private final ImmutableMap<String, String> provenance;
  private final ImmutableMap<String, Double> seconds;
  private final String diff;
  private final Views views;

  /**
   * What a report has besides its figures; each may be empty.
   *
   * @param reasons how many inputs were quarantined, by reason
   * @param kept outcomes that keep images and captions
   * @param unknownWords that attacks put in and no report of the cohort has
   * @param scopes what the run left out on purpose: at most one
   * @param verdicts the verdict: at most one
   * @param nights to draw trends of
   */
  record Views(
      PCollectionView<Map<String, Long>> reasons,
      PCollectionView<List<Outcome>> kept,
      PCollectionView<List<String>> unknownWords,
      PCollectionView<List<RunScope>> scopes,
      PCollectionView<List<Verdict>> verdicts,
      PCollectionView<List<HistoryRow>> nights)
      implements Serializable {

    ImmutableList<PCollectionView<?>> all() {
      return ImmutableList.of(reasons, kept, unknownWords, scopes, verdicts, nights);
    }
  }

  /**
   * Writes into a folder.
   *
   * @param diff page beside the report that shows studies that changed sides; empty for none
   */
  WriteFiles(
      String folder,
      ImmutableMap<String, String> provenance,
      ImmutableMap<String, Double> seconds,
      String diff,
      Views views) {
    this.folder = folder;
    this.provenance = provenance;
    this.seconds = seconds;
    this.diff = diff;
    this.views = views;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    RunScope scope = context.sideInput(views.scopes()).stream().reduce(RunScope.ALL, RunScope::and);
    Report figures =
        Report.of(context.element())
            .withProvenance(provenance)
            .withSeconds(seconds)
            .withQuarantine(new TreeMap<>(context.sideInput(views.reasons())))
            .withGallery(
                gallery(context.sideInput(views.kept()), context.sideInput(views.unknownWords())))
            .withScope(scope)
            .withHistory(context.sideInput(views.nights()));
    Report report =
        context.sideInput(views.verdicts()).stream()
            .findFirst()
            .map(figures::withVerdict)
            .orElse(figures);
    RunFiles files = new RunFiles(folder);
    files.write(WriteReport.SCORECARD, utf8(ScorecardJson.write(context.element(), scope)));
    files.write(WriteReport.MARKDOWN, utf8(MarkdownReport.render(report)));
    files.write(WriteReport.PAGE, utf8(HtmlReport.render(report, diff)));
    context.output(folder);
  }

  private static Exhibits gallery(List<Outcome> kept, List<String> unknownWords) {
    return Exhibits.of(kept, PaperGrid::place, GALLERY_BYTES, ImmutableSet.copyOf(unknownWords));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
