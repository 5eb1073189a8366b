package io.gauntlet.transforms.io;

import java.io.IOException;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Finds the file of a name, in which no letter is a pattern; it must be there. */
public final class FindFile extends DoFn<String, Metadata> {
  private static final long serialVersionUID = 1;

  /**
   * Opens a file.
   *
   * @param step what the steps are named after
   */
  public static PCollection<FileIO.ReadableFile> open(PBegin begin, String step, String file) {
    return begin
        .apply(step, Create.of(file))
        .apply("Find" + step, ParDo.of(new FindFile()))
        .apply("Open" + step, FileIO.readMatches());
  }

  @ProcessElement
  public void process(@Element String name, OutputReceiver<Metadata> found) throws IOException {
    found.output(Listing.file(Location.of(name)));
  }
}
