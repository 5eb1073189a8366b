package io.gauntlet.transforms;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.report.HtmlReport;
import io.gauntlet.report.MarkdownReport;
import io.gauntlet.report.Report;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
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
 * scorecard.apply(WriteReport.to("/runs/1").withQuarantine(countsByReason));
 * }</pre>
 *
 * <p>Each file is written aside and renamed, so that none is ever half there. The output is the URI
 * of the folder, once all files are.
 */
public final class WriteReport extends PTransform<PCollection<Scorecard>, PCollection<String>> {
  /** Name of the file for programs. */
  public static final String SCORECARD = "scorecard.json";

  private static final long serialVersionUID = 1;

  private final String folder;
  private final ImmutableMap<String, String> provenance;
  private final PCollectionView<Map<String, Long>> quarantine;

  private WriteReport(
      String folder,
      Map<String, String> provenance,
      PCollectionView<Map<String, Long>> quarantine) {
    this.folder = folder;
    this.provenance = ImmutableMap.copyOf(provenance);
    this.quarantine = quarantine;
  }

  /** Writes into a folder, on any of Beam's file systems. */
  public static WriteReport to(String folder) {
    return new WriteReport(folder, Map.of(), null);
  }

  /** What the run was made of, by name. */
  public WriteReport withProvenance(Map<String, String> facts) {
    return new WriteReport(folder, facts, quarantine);
  }

  /** How many inputs could not be used, by reason. */
  public WriteReport withQuarantine(PCollectionView<Map<String, Long>> counts) {
    return new WriteReport(folder, provenance, counts);
  }

  @Override
  public PCollection<String> expand(PCollection<Scorecard> scorecard) {
    ParDo.SingleOutput<Scorecard, String> write =
        ParDo.of(new WriteFiles(folder, provenance, quarantine));
    return scorecard
        .apply("WriteFiles", quarantine == null ? write : write.withSideInputs(quarantine))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class WriteFiles extends DoFn<Scorecard, String> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final ImmutableMap<String, String> provenance;
    private final PCollectionView<Map<String, Long>> quarantine;

    WriteFiles(
        String folder,
        ImmutableMap<String, String> provenance,
        PCollectionView<Map<String, Long>> quarantine) {
      this.folder = folder;
      this.provenance = provenance;
      this.quarantine = quarantine;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      Map<String, Long> counts =
          quarantine == null ? Map.of() : new TreeMap<>(context.sideInput(quarantine));
      Report report = new Report(context.element(), provenance, counts);
      RunFiles store = new RunFiles(folder);
      store.write(SCORECARD, utf8(ScorecardJson.write(context.element())));
      store.write("report.md", utf8(MarkdownReport.render(report)));
      store.write("report.html", utf8(HtmlReport.render(report)));
      context.output(folder);
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
