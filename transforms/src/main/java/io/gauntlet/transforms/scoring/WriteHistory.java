package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Scorecard;
import io.gauntlet.transforms.io.WriteRecords;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Adds a night to the history: a row for each cell of its scorecard, with its verdict.
 *
 * <pre>{@code
 * scorecard.apply(WriteHistory.to("/history", MakeHistory.of(verdict, run, Instant.now())));
 * }</pre>
 *
 * <p>A night is an Avro file of its own, so that none is ever changed; the history is all files of
 * the folder. The output are the rows.
 */
public final class WriteHistory
    extends PTransform<PCollection<Scorecard>, PCollection<HistoryRow>> {
  private static final long serialVersionUID = 1;
  private static final String AVRO = ".avro";

  private final String folder;
  private final MakeHistory rows;

  private WriteHistory(String folder, MakeHistory rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /**
   * Writes the rows of a night.
   *
   * @param folder of the history, on any of Beam's file systems
   */
  public static WriteHistory to(String folder, MakeHistory rows) {
    return new WriteHistory(folder, rows);
  }

  private static String prefix(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }

  @Override
  public PCollection<HistoryRow> expand(PCollection<Scorecard> scorecard) {
    PCollection<HistoryRow> made = scorecard.apply("MakeHistory", rows);
    String file = prefix(folder) + rows.night().toString().replace(':', '-') + AVRO;
    made.apply("WriteNight", WriteRecords.toOneFile(HistoryRow.class, file));
    return made;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("folder", folder).withLabel("Folder of the history"))
        .include("rows", rows);
  }
}
