package io.gauntlet.records;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Readers of the files of {@code studies/} and {@code outcomes/}, whichever version of Gauntlet
 * wrote them. The schema that a file was written with says which version that was.
 */
public final class RecordReaders {
  private RecordReaders() {}

  /**
   * A reader of studies.
   *
   * @param written schema of the file
   * @param wanted schema of today
   */
  public static DatumReader<Study> studies(Schema written, Schema wanted) {
    return OldStudy.isWrittenIn(written)
        ? new Converting<>(written, OldStudy::convert)
        : new SpecificDatumReader<>(written, wanted);
  }

  /**
   * A reader of outcomes.
   *
   * @param written schema of the file
   * @param wanted schema of today
   */
  public static DatumReader<Outcome> outcomes(Schema written, Schema wanted) {
    return OldOutcome.isWrittenIn(written)
        ? new Converting<>(written, new OldOutcome(new AttackValues())::convert)
        : new SpecificDatumReader<>(written, wanted);
  }

  private static final class Converting<T> implements DatumReader<T> {
    private final GenericDatumReader<GenericRecord> generic;
    private final Function<GenericRecord, T> convert;

    Converting(Schema written, Function<GenericRecord, T> convert) {
      this.generic = new GenericDatumReader<>(written);
      this.convert = convert;
    }

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
