package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.report.HtmlReport;
import io.gauntlet.report.MarkdownReport;
import io.gauntlet.report.PaperGrid;
import io.gauntlet.report.Report;
import io.gauntlet.report.gallery.Gallery;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Writes a scorecard for programs and for people: {@code scorecard.json}, {@code report.md} and
 * {@code report.html}, with the tables in the paper's layout beside the paper's own figures.
 *
 * <pre>{@code
 * scorecard.apply(
 *     WriteReport.to("/runs/1")
 *         .withQuarantine(countsByReason)
 *         .withGallery(outcomes.apply(KeptOutcomes.create())));
 * }</pre>
 *
 * <p>Each file is written aside and renamed, so that none is ever half there. The output is the URI
 * of the folder, once all files are.
 */
public final class WriteReport extends PTransform<PCollection<Scorecard>, PCollection<String>> {
  /** Name of the file for programs. */
  public static final String SCORECARD = "scorecard.json";

  /** Name of the page for people. */
  public static final String PAGE = "report.html";

  /** Name of the same in Markdown. */
  public static final String MARKDOWN = "report.md";

  private static final long serialVersionUID = 1;
  private static final long GALLERY_BYTES = 6_000_000;

  private final Parts parts;

  private WriteReport(Parts parts) {
    this.parts = parts;
  }

  /** Writes into a folder, on any of Beam's file systems. */
  public static WriteReport to(String folder) {
    return new WriteReport(
        new Parts(folder, ImmutableMap.of(), ImmutableMap.of(), null, null, null, null));
  }

  /** What the run was made of, by name. */
  public WriteReport withProvenance(Map<String, String> facts) {
    return new WriteReport(
        new Parts(
            parts.folder,
            ImmutableMap.copyOf(facts),
            parts.seconds,
            parts.quarantine,
            parts.gallery,
            parts.verdict,
            parts.history));
  }

  /** How long each stage took, by name. */
  public WriteReport withSeconds(Map<String, Double> stages) {
    return new WriteReport(
        new Parts(
            parts.folder,
            parts.provenance,
            ImmutableMap.copyOf(stages),
            parts.quarantine,
            parts.gallery,
            parts.verdict,
            parts.history));
  }

  /** How many inputs could not be used, by reason. */
  public WriteReport withQuarantine(PCollectionView<Map<String, Long>> counts) {
    return new WriteReport(
        new Parts(
            parts.folder,
            parts.provenance,
            parts.seconds,
            counts,
            parts.gallery,
            parts.verdict,
            parts.history));
  }

  /** Studies to look at: outcomes that keep pictures and captions. */
  public WriteReport withGallery(PCollectionView<List<Outcome>> kept) {
    return new WriteReport(
        new Parts(
            parts.folder,
            parts.provenance,
            parts.seconds,
            parts.quarantine,
            kept,
            parts.verdict,
            parts.history));
  }

  /** The verdict: at most one. */
  public WriteReport withVerdict(PCollectionView<List<Verdict>> verdict) {
    return new WriteReport(
        new Parts(
            parts.folder,
            parts.provenance,
            parts.seconds,
            parts.quarantine,
            parts.gallery,
            verdict,
            parts.history));
  }

  /** The nights to draw trends of. */
  public WriteReport withHistory(PCollectionView<List<HistoryRow>> nights) {
    return new WriteReport(
        new Parts(
            parts.folder,
            parts.provenance,
            parts.seconds,
            parts.quarantine,
            parts.gallery,
            parts.verdict,
            nights));
  }

  @Override
  public PCollection<String> expand(PCollection<Scorecard> scorecard) {
    return scorecard
        .apply("WriteFiles", ParDo.of(new WriteFiles(parts)).withSideInputs(parts.views()))
        .setCoder(StringUtf8Coder.of());
  }

  /** What a report has besides its figures; a view that is null has nothing. */
  record Parts(
      String folder,
      ImmutableMap<String, String> provenance,
      ImmutableMap<String, Double> seconds,
      PCollectionView<Map<String, Long>> quarantine,
      PCollectionView<List<Outcome>> gallery,
      PCollectionView<List<Verdict>> verdict,
      PCollectionView<List<HistoryRow>> history)
      implements Serializable {

    ImmutableList<PCollectionView<?>> views() {
      return Stream.<PCollectionView<?>>of(quarantine, gallery, verdict, history)
          .filter(view -> view != null)
          .collect(ImmutableList.toImmutableList());
    }
  }

  private static final class WriteFiles extends DoFn<Scorecard, String> {
    private static final long serialVersionUID = 1;

    private final Parts parts;

    WriteFiles(Parts parts) {
      this.parts = parts;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      Report report =
          Report.of(context.element())
              .withProvenance(parts.provenance)
              .withSeconds(parts.seconds)
              .withQuarantine(new TreeMap<>(of(context, parts.quarantine).orElse(Map.of())))
              .withGallery(gallery(of(context, parts.gallery).orElse(List.of())))
              .withHistory(of(context, parts.history).orElse(List.of()));
      Optional<Verdict> verdict =
          of(context, parts.verdict).flatMap(verdicts -> verdicts.stream().findFirst());
      Report whole = verdict.map(report::withVerdict).orElse(report);
      RunFiles store = new RunFiles(parts.folder);
      store.write(SCORECARD, utf8(ScorecardJson.write(context.element())));
      store.write(MARKDOWN, utf8(MarkdownReport.render(whole)));
      store.write(PAGE, utf8(HtmlReport.render(whole)));
      context.output(parts.folder);
    }

    private static Gallery gallery(List<Outcome> kept) {
      return Gallery.of(kept, PaperGrid::place, GALLERY_BYTES);
    }

    private static <T> Optional<T> of(ProcessContext context, PCollectionView<T> view) {
      return Optional.ofNullable(view).map(context::sideInput);
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
