package io.gauntlet.pipelines.plan;

import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.indiana.ReportRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.transforms.io.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The size of a cohort, and a few of its captions.
 *
 * @param reports rows of the table of reports that can be used
 * @param captions of the first of them that have one
 */
public record CohortSample(long reports, List<String> captions) {
  public CohortSample {
    captions = List.copyOf(captions);
  }

  /**
   * Reads the tables of reports.
   *
   * @param most captions that are kept
   */
  public static CohortSample read(String pattern, TableEncoding encoding, int most)
      throws IOException {
    long[] count = new long[1];
    List<String> captions = new ArrayList<>();
    InputFiles.read(
        pattern,
        (stream, file) ->
            IndianaTables.reports(
                new TableFile(stream, file, encoding),
                TableRows.usable(
                    row -> {
                      count[0]++;
                      add(captions, most, row);
                    })));
    return new CohortSample(count[0], captions);
  }

  private static void add(List<String> captions, int most, ReportRow row) {
    String caption = row.text().caption();
    if (captions.size() < most && !caption.isEmpty()) {
      captions.add(caption);
    }
  }
}
