package io.gauntlet.records;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads records of today as they are, and converts those of an older version. */
final class AnyVersionReader<T> implements DatumReader<T> {
  private final Schema wanted;
  private final Predicate<Schema> isOld;
  private final Function<GenericRecord, T> convert;
  private DatumReader<T> reader;

  AnyVersionReader(
      Schema written, Schema wanted, Predicate<Schema> isOld, Function<GenericRecord, T> convert) {
    this.wanted = wanted;
    this.isOld = isOld;
    this.convert = convert;
    setSchema(written);
  }

  /** Called with the schema that a file's header holds, before its first record is read. */
  @Override
  public void setSchema(Schema written) {
    reader =
        isOld.test(written)
            ? new Converting<>(new GenericDatumReader<>(written), convert)
            : new SpecificDatumReader<>(written, wanted);
  }

  @Override
  public T read(T reused, Decoder in) throws IOException {
    return reader.read(reused, in);
  }

  private record Converting<T>(
      GenericDatumReader<GenericRecord> generic, Function<GenericRecord, T> convert)
      implements DatumReader<T> {

    @Override
    public void setSchema(Schema written) {
      generic.setSchema(written);
    }

    @Override
    public T read(T reused, Decoder in) throws IOException {
      return convert.apply(generic.read(null, in));
    }
  }
}
