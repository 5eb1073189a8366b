package io.gauntlet.transforms.scoring;

import io.gauntlet.report.Decided;
import io.gauntlet.score.gate.Verdict;
import java.io.IOException;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the only verdict of a collection into the folder of the run that is judged: {@code
 * verdict.json}, {@code verdict.sarif} and {@code verdict.junit.xml}.
 *
 * <pre>{@code
 * verdict.apply(WriteVerdict.to("/runs/2", Instant.now()));
 * }</pre>
 *
 * <p>The output is the URI of the folder, once the files are there.
 */
public final class WriteVerdict extends PTransform<PCollection<Verdict>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final Decided decided;

  private WriteVerdict(String folder, Decided decided) {
    this.folder = folder;
    this.decided = decided;
  }

  /**
   * Into a folder, on any of Beam's file systems.
   *
   * @param start of the job that decides, so that another try writes the same
   */
  public static WriteVerdict to(String folder, Instant start) {
    return new WriteVerdict(folder, Decided.byJob(start));
  }

  @Override
  public PCollection<String> expand(PCollection<Verdict> verdict) {
    return verdict.apply("Write", ParDo.of(new Write(folder, decided)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("folder", folder).withLabel("Folder"));
  }

  private static final class Write extends DoFn<Verdict, String> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final Decided decided;

    Write(String folder, Decided decided) {
      this.folder = folder;
      this.decided = decided;
    }

    @ProcessElement
    public void process(@Element Verdict verdict, OutputReceiver<String> receiver)
        throws IOException {
      VerdictFiles.write(folder, verdict, decided);
      receiver.output(folder);
    }
  }
}
