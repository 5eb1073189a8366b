package io.gauntlet.transforms.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import org.apache.avro.AvroTypeException;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.ReadAllViaFileBasedSource;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.util.UserCodeException;

/** Says which file of records is cut or altered: Avro's own errors name none. */
final class WholeAvro {
  private WholeAvro() {}

  /**
   * Reads how a file begins and how it ends. A reader takes a last block that is cut for the end of
   * the file, and its records are gone without a word; but the marker that the header gives ends
   * every block.
   *
   * @throws IOException when it begins like no file of records, ends inside a block, or cannot be
   *     read; names it
   */
  static void requireWhole(ResourceId file) throws IOException {
    Location.of(file.toString()).requireOpenWay();
    try (ReadableByteChannel channel = FileSystems.open(file)) {
      byte[] marker = marker(Channels.newInputStream(channel));
      if (channel instanceof SeekableByteChannel seekable
          && !Arrays.equals(marker, end(seekable, marker.length))) {
        throw new EOFException("it ends inside a block");
      }
    } catch (IOException | RuntimeException e) {
      // Other bytes make Avro fail in any way.
      throw torn(file, e);
    }
  }

  /** The marker of a file's blocks, with which its header ends. */
  private static byte[] marker(InputStream stream) throws IOException {
    BinaryDecoder header = DecoderFactory.get().binaryDecoder(stream, null);
    byte[] magic = new byte[DataFileConstants.MAGIC.length];
    header.readFixed(magic);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new IOException("no file of records begins so");
    }
    for (long entries = header.readMapStart(); entries > 0; entries = header.mapNext()) {
      for (long entry = 0; entry < entries; entry++) {
        header.skipString();
        header.skipBytes();
      }
    }
    byte[] marker = new byte[DataFileConstants.SYNC_SIZE];
    header.readFixed(marker);
    return marker;
  }

  private static byte[] end(SeekableByteChannel channel, int length) throws IOException {
    channel.position(channel.size() - length);
    return Channels.newInputStream(channel).readNBytes(length);
  }

  private static String why(Exception cause) {
    return cause instanceof AvroTypeException
        ? "its records are of another kind"
        : Objects.requireNonNullElse(cause.getMessage(), "it ends too soon");
  }

  private static IOException torn(ResourceId file, Exception cause) {
    return new IOException(
        "%s is cut or altered (%s); bring it back, or run again what wrote it"
            .formatted(file, why(cause)),
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
