package io.gauntlet.transforms.io;

import java.io.IOException;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.transforms.DoFn;

/** Finds the file of a name, in which no letter is a pattern; it must be there. */
public final class FindFile extends DoFn<String, Metadata> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void process(@Element String name, OutputReceiver<Metadata> found) throws IOException {
    found.output(Listing.file(Location.of(name)));
  }
}
