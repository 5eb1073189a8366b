package io.gauntlet.records.parts;

import com.google.common.hash.Hashing;
import io.gauntlet.schema.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Encodes the outcomes of a part as an Avro file, the same bytes for the same outcomes. A part is
 * small enough for memory: what is aside in a store is whole or is not there.
 */
public final class PartWriter implements Closeable {
  private static final int COMPRESSION = 6;
  private static final int SYNC_BYTES = 16;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataFileWriter<Outcome> file;

  /** Begins the file of a part. */
  public PartWriter(PartName name) throws IOException {
    file = new DataFileWriter<>(new SpecificDatumWriter<>(Outcome.getClassSchema()));
    file.setCodec(CodecFactory.deflateCodec(COMPRESSION));
    file.create(Outcome.getClassSchema(), bytes, sync(name));
  }

  /** The mark between blocks, which is random otherwise. */
  private static byte[] sync(PartName name) {
    return Arrays.copyOf(
        Hashing.sha256().hashString(name.toString(), StandardCharsets.UTF_8).asBytes(), SYNC_BYTES);
  }

  /** Adds an outcome after the others. */
  public void add(Outcome outcome) throws IOException {
    file.append(outcome);
  }

  /** Ends the file, and gives its bytes. */
  public byte[] finish() throws IOException {
    file.close();
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
