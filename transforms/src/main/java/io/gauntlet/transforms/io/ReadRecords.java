package io.gauntlet.transforms.io;

import io.gauntlet.records.RecordReaders;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;

/**
 * Reads what a run left in {@code studies/} and {@code outcomes/}, whichever version of Gauntlet
 * wrote it.
 *
 * <pre>{@code
 * PCollection<Outcome> outcomes = pipeline.apply(ReadRecords.outcomes("runs/1/outcomes/*.avro"));
 * }</pre>
 */
public final class ReadRecords {
  private ReadRecords() {}

  /** Reads studies. */
  public static AvroIO.Read<Study> studies(String pattern) {
    return AvroIO.read(Study.class).from(pattern).withDatumReaderFactory(RecordReaders::studies);
  }

  /** Reads outcomes. */
  public static AvroIO.Read<Outcome> outcomes(String pattern) {
    return AvroIO.read(Outcome.class).from(pattern).withDatumReaderFactory(RecordReaders::outcomes);
  }
}
