package io.gauntlet.pipelines.rows;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Our Avro records as rows, and back. */
final class AvroRows {
  private AvroRows() {}

  /** Records as rows. */
  static <T extends SpecificRecord> PCollection<Row> write(
      String name, PCollection<T> records, Class<T> type) {
    org.apache.avro.Schema record = SpecificData.get().getSchema(type);
    SerializableFunction<T, Row> toRow = AvroUtils.getToRowFunction(type, record);
    return records
        .apply(name, MapElements.into(TypeDescriptors.rows()).via(toRow))
        .setRowSchema(AvroUtils.toBeamSchema(record));
  }

  /**
   * Rows as records.
   *
   * @param input name of the input that the rows come by
   * @param from the transforms that give such rows, for the message
   * @throws IllegalArgumentException when the input is not connected, or its rows are others
   */
  static <T extends SpecificRecord> PCollection<T> read(
      PCollectionRowTuple inputs, String input, Class<T> type, String from) {
    if (!inputs.has(input)) {
      throw new IllegalArgumentException(
          "%s is not connected; connect an output of %s".formatted(input, from));
    }
    PCollection<Row> rows = inputs.get(input);
    requireRows(rows, input, type, from);
    SerializableFunction<Row, T> fromRow = AvroUtils.getFromRowFunction(type);
    return rows.apply("Read " + input, MapElements.into(TypeDescriptor.of(type)).via(fromRow));
  }

  private static void requireRows(
      PCollection<Row> rows, String input, Class<? extends SpecificRecord> type, String from) {
    if (!rows.hasSchema()) {
      throw new IllegalArgumentException(
          "%s has elements that are no rows; connect an output of %s".formatted(input, from));
    }
    Schema given = rows.getSchema();
    for (Schema.Field field :
        AvroUtils.toBeamSchema(SpecificData.get().getSchema(type)).getFields()) {
      String what = "%s: a row of the kind %s".formatted(input, type.getSimpleName());
      if (!given.hasField(field.getName())) {
        throw new IllegalArgumentException(
            "%s has a field '%s', and these have only %s; connect an output of %s"
                .formatted(what, field.getName(), given.getFieldNames(), from));
      }
      Schema.FieldType found = given.getField(field.getName()).getType();
      if (!found.equivalent(field.getType(), Schema.EquivalenceNullablePolicy.IGNORE)) {
        throw new IllegalArgumentException(
            "%s has %s as its field '%s', and these have %s; connect an output of %s"
                .formatted(
                    what,
                    field.getType().getTypeName(),
                    field.getName(),
                    found.getTypeName(),
                    from));
      }
    }
  }
}
