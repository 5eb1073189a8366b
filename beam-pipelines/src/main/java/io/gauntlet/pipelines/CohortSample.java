package io.gauntlet.pipelines;

import io.gauntlet.data.Captions;
import io.gauntlet.data.IndianaTables;
import io.gauntlet.data.ReportRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The size of a cohort, and a few of its captions.
 *
 * @param reports rows of the table of reports
 * @param captions of the first of them that have one
 */
record CohortSample(long reports, List<String> captions) {
  CohortSample {
    captions = List.copyOf(captions);
  }

  /**
   * Reads the tables of reports.
   *
   * @param most captions that are kept
   */
  static CohortSample read(String pattern, int most) throws IOException {
    long[] count = new long[1];
    List<String> captions = new ArrayList<>();
    for (Metadata file : FileSystems.match(pattern).metadata()) {
      try (InputStream stream = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
        IndianaTables.reports(
            stream,
            file.resourceId().toString(),
            row -> {
              count[0]++;
              add(captions, most, row);
            });
      }
    }
    return new CohortSample(count[0], captions);
  }

  private static void add(List<String> captions, int most, ReportRow row) {
    String caption = Captions.of(row);
    if (captions.size() < most && !caption.isEmpty()) {
      captions.add(caption);
    }
  }
}
