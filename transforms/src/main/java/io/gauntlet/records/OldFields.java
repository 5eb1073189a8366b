package io.gauntlet.records;

import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * The fields of a record of an older schema, by name. A field that the schema lacks, since the file
 * is older still, has no value.
 *
 * @param old the record
 */
record OldFields(GenericRecord old) {

  boolean has(String field) {
    return old.hasField(field) && old.get(field) != null;
  }

  String text(String field) {
    return old.get(field).toString();
  }

  String textOrNull(String field) {
    return has(field) ? text(field) : null;
  }

  <T> T value(String field, Class<T> type) {
    return type.cast(old.get(field));
  }

  <T> T valueOrNull(String field, Class<T> type) {
    return has(field) ? value(field, type) : null;
  }

  /** A count; 0 where the schema has no such field. */
  int count(String field) {
    return has(field) ? value(field, Integer.class) : 0;
  }

  List<String> texts(String field) {
    return ((List<?>) old.get(field)).stream().map(Object::toString).toList();
  }

  List<Float> floats(String field) {
    return ((List<?>) old.get(field)).stream().map(Float.class::cast).toList();
  }
}
