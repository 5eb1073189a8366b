package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.RecordReaders;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads what a run left in {@code studies/}, {@code quarantine/} and {@code outcomes/}, whichever
 * version of Gauntlet wrote it.
 *
 * <pre>{@code
 * PCollection<Outcome> outcomes =
 *     pipeline.apply(ReadRecords.outcomes(new OutcomeFiles("runs/1/outcomes")));
 * }</pre>
 *
 * <p>The files are listed when the pipeline runs.
 *
 * @param <T> kind of the records
 */
public final class ReadRecords<T> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1;
  private static final String AVRO = ".avro";

  private final String from;
  private final transient AvroIO.ReadFiles<T> records;
  private final Files files;
  private final EmptyMatchTreatment whenNone;

  /** Which files there are, where the pipeline runs. */
  @FunctionalInterface
  private interface Files extends Serializable {
    ImmutableList<Metadata> list() throws IOException;
  }

  private ReadRecords(
      String from, AvroIO.ReadFiles<T> records, Files files, EmptyMatchTreatment whenNone) {
    this.from = from;
    this.records = records.withFileExceptionHandler(new WholeAvro.Handler());
    this.files = files;
    this.whenNone = whenNone;
  }

  private static <T> ReadRecords<T> of(ShardedFiles files, AvroIO.ReadFiles<T> records) {
    return new ReadRecords<>(files.toString(), records, files::files, EmptyMatchTreatment.DISALLOW);
  }

  /** Reads studies. */
  public static ReadRecords<Study> studies(ShardedFiles files) {
    return of(files, AvroIO.readFiles(Study.class).withDatumReaderFactory(RecordReaders::studies));
  }

  /** Reads the outcomes of a run. */
  public static ReadRecords<Outcome> outcomes(OutcomeFiles files) {
    return new ReadRecords<>(
        files.toString(),
        AvroIO.readFiles(Outcome.class).withDatumReaderFactory(RecordReaders::outcomes),
        files::files,
        EmptyMatchTreatment.DISALLOW);
  }

  /** Reads what a stage could not use. */
  public static ReadRecords<Quarantined> quarantined(ShardedFiles files) {
    return of(files, AvroIO.readFiles(Quarantined.class));
  }

  /** Reads all nights of a history, each of which is a file of its folder. */
  public static ReadRecords<HistoryRow> history(String folder) {
    return new ReadRecords<>(
        folder,
        AvroIO.readFiles(HistoryRow.class),
        () -> avroFiles(folder),
        EmptyMatchTreatment.DISALLOW);
  }

  /** The Avro files of a folder, by name; none where there is no folder. */
  public static ImmutableList<Metadata> avroFiles(String folder) throws IOException {
    return Listing.in(Location.of(folder)).stream()
        .filter(file -> file.resourceId().getFilename().endsWith(AVRO))
        .collect(ImmutableList.toImmutableList());
  }

  /** Reads nothing where there are no files, which is an error otherwise. */
  public ReadRecords<T> orNone() {
    return new ReadRecords<>(from, records, files, EmptyMatchTreatment.ALLOW);
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    return begin
        .apply("Folder", Create.of(from))
        .apply("ListFiles", ParDo.of(new ListFiles(files, whenNone)))
        .apply("OpenFiles", FileIO.readMatches())
        .apply("ReadFiles", records);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("files", from).withLabel("Files"));
  }

  private static final class ListFiles extends DoFn<String, Metadata> {
    private static final long serialVersionUID = 1;

    private final Files files;
    private final EmptyMatchTreatment whenNone;

    ListFiles(Files files, EmptyMatchTreatment whenNone) {
      this.files = files;
      this.whenNone = whenNone;
    }

    @ProcessElement
    public void process(@Element String from, OutputReceiver<Metadata> out) throws IOException {
      ImmutableList<Metadata> found = files.list();
      if (found.isEmpty() && whenNone == EmptyMatchTreatment.DISALLOW) {
        throw new FileNotFoundException("there is no " + from);
      }
      for (Metadata file : found) {
        WholeAvro.requireWhole(file.resourceId());
        out.output(file);
      }
    }
  }
}
