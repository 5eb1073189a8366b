package io.gauntlet.transforms.rows;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.extensions.avro.schemas.utils.AvroUtils;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
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

  /** Rows as records. */
  static <T extends SpecificRecord> PCollection<T> read(
      String name, PCollection<Row> rows, Class<T> type) {
    SerializableFunction<Row, T> fromRow = AvroUtils.getFromRowFunction(type);
    return rows.apply(name, MapElements.into(TypeDescriptor.of(type)).via(fromRow));
  }
}
