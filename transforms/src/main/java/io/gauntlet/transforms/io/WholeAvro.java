package io.gauntlet.transforms.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.ReadAllViaFileBasedSource;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.util.UserCodeException;

/** Says which file of records is cut or altered: Avro's own errors name none. */
final class WholeAvro {
  private WholeAvro() {}

  /**
   * Reads how a file begins, its schema included.
   *
   * @throws IOException when it begins like no file of records, or cannot be read; names it
   */
  static void requireHeader(ResourceId file) throws IOException {
    InputFiles.read(file.toString(), (stream, name) -> readHeader(stream, file));
  }

  private static void readHeader(InputStream stream, ResourceId file) throws IOException {
    try (DataFileStream<GenericRecord> records =
        new DataFileStream<>(stream, new GenericDatumReader<>())) {
      records.getSchema();
    } catch (IOException | RuntimeException e) {
      // A header of other bytes makes Avro fail in any way.
      throw torn(file, e);
    }
  }

  private static IOException torn(ResourceId file, Exception cause) {
    return new IOException(
        "%s is cut or altered (%s); bring it back, or run again what wrote it"
            .formatted(file, Objects.requireNonNullElse(cause.getMessage(), "no record there")),
        cause);
  }

  /** What the reader of the records calls when one cannot be read. */
  static final class Handler extends ReadAllViaFileBasedSource.ReadFileRangesFnExceptionHandler {
    private static final long serialVersionUID = 1;

    @Override
    public boolean apply(FileIO.ReadableFile file, OffsetRange range, Exception failure) {
      // Where a runner fuses steps, what the next one throws comes through here.
      if (failure instanceof UserCodeException) {
        return true;
      }
      throw new UncheckedIOException(torn(file.getMetadata().resourceId(), failure));
    }
  }
}
