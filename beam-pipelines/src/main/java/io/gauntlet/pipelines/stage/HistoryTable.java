package io.gauntlet.pipelines.stage;

import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableSchema;
import io.gauntlet.schema.HistoryRow;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.gcp.bigquery.AvroWriteRequest;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;

/** The BigQuery table of all nights: its schema is that of the Avro record. */
public final class HistoryTable {
  private HistoryTable() {}

  /**
   * Appends rows; the table has to be there.
   *
   * @param table as {@code PROJECT:DATASET.TABLE}
   */
  public static BigQueryIO.Write<HistoryRow> append(String table) {
    return BigQueryIO.<HistoryRow>write()
        .to(table)
        .withSchema(schema())
        .withAvroFormatFunction(HistoryTable::record)
        .useAvroLogicalTypes()
        .withMethod(BigQueryIO.Write.Method.FILE_LOADS)
        .withCreateDisposition(BigQueryIO.Write.CreateDisposition.CREATE_NEVER)
        .withWriteDisposition(BigQueryIO.Write.WriteDisposition.WRITE_APPEND)
        // A look for the dataset at launch takes minutes where BigQuery cannot be reached.
        .withoutValidation();
  }

  /** A row as the table's own record, whose timestamps are microseconds. */
  private static GenericRecord record(AvroWriteRequest<HistoryRow> request) {
    GenericRecord record = new GenericData.Record(request.getSchema());
    for (Schema.Field field : request.getSchema().getFields()) {
      Object value = request.getElement().get(field.name());
      record.put(
          field.name(),
          value instanceof Instant time
              ? (Object) TimeUnit.MILLISECONDS.toMicros(time.toEpochMilli())
              : value);
    }
    return record;
  }

  /** The table's schema, field by field as the record's. */
  public static TableSchema schema() {
    return new TableSchema()
        .setFields(
            HistoryRow.getClassSchema().getFields().stream().map(HistoryTable::field).toList());
  }

  private static TableFieldSchema field(Schema.Field field) {
    Schema schema = field.schema();
    boolean nullable = schema.isUnion();
    Schema type =
        nullable
            ? schema.getTypes().stream()
                .filter(part -> part.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow()
            : schema;
    TableFieldSchema made =
        new TableFieldSchema()
            .setName(field.name())
            .setType(type(type))
            .setMode(nullable ? "NULLABLE" : "REQUIRED");
    return field.doc() == null ? made : made.setDescription(field.doc());
  }

  private static String type(Schema type) {
    if (LogicalTypes.timestampMillis().equals(type.getLogicalType())) {
      return "TIMESTAMP";
    }
    return switch (type.getType()) {
      case STRING -> "STRING";
      case INT, LONG -> "INTEGER";
      case FLOAT, DOUBLE -> "FLOAT";
      case BOOLEAN -> "BOOLEAN";
      default ->
          throw new IllegalStateException(
              "no column holds " + type.getType().name().toLowerCase(Locale.ROOT));
    };
  }
}
