package io.gauntlet.pipelines.erase;

import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.RecordReaders;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Files of records that may be of one study. A file that holds some is written anew, record by
 * record, and put in the place of the old one; no other is touched.
 *
 * @param files of the records
 * @param schema of a record
 * @param reader of a file of any version
 * @param uid of a record
 */
record StudyFiles<T extends SpecificRecord>(
    ShardedFiles files, Schema schema, Supplier<DatumReader<T>> reader, Function<T, String> uid) {

  static StudyFiles<Study> trained(RunLayout run) {
    return studies(run.train());
  }

  static StudyFiles<Study> attacked(RunLayout run) {
    return studies(run.test());
  }

  private static StudyFiles<Study> studies(ShardedFiles files) {
    Schema schema = Study.getClassSchema();
    return new StudyFiles<>(
        files, schema, () -> RecordReaders.studies(schema, schema), Study::getUid);
  }

  static StudyFiles<Quarantined> quarantined(RunLayout run, String stage) {
    return new StudyFiles<>(
        run.quarantine(stage),
        Quarantined.getClassSchema(),
        () -> new SpecificDatumReader<>(Quarantined.class),
        Quarantined::getUid);
  }

  /** The outcomes that a version before parts wrote. */
  static StudyFiles<Outcome> outcomes(RunLayout run) {
    Schema schema = Outcome.getClassSchema();
    return new StudyFiles<>(
        run.outcomes().shards(),
        schema,
        () -> RecordReaders.outcomes(schema, schema),
        Outcome::getUid);
  }

  /** How many records there are of a study. */
  long find(String study) throws IOException {
    long found = 0;
    for (Metadata file : files.files()) {
      found += find(file, study);
    }
    return found;
  }

  /** Takes the records of a study out, and says how many there were. */
  long erase(String study) throws IOException {
    long found = 0;
    for (Metadata file : files.files()) {
      long here = find(file, study);
      if (here > 0) {
        Location place = Location.of(file.resourceId().toString());
        new RunFiles(place.parent())
            .write(place.last(), stream -> copyWithout(file, study, stream));
      }
      found += here;
    }
    return found;
  }

  private long find(Metadata file, String study) throws IOException {
    long found = 0;
    try (DataFileStream<T> records = open(file)) {
      while (records.hasNext()) {
        found += uid.apply(records.next()).equals(study) ? 1 : 0;
      }
    } catch (IOException | AvroRuntimeException e) {
      throw new IOException(
          "%s is cut or altered (%s); bring back the file that the run wrote"
              .formatted(file.resourceId(), e.getMessage()),
          e);
    }
    return found;
  }

  private void copyWithout(Metadata file, String study, OutputStream stream) throws IOException {
    try (DataFileStream<T> records = open(file);
        DataFileWriter<T> writer =
            new DataFileWriter<T>(new SpecificDatumWriter<>(schema))
                .setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL))
                .create(schema, stream)) {
      while (records.hasNext()) {
        T record = records.next();
        if (!uid.apply(record).equals(study)) {
          writer.append(record);
        }
      }
    }
  }

  private DataFileStream<T> open(Metadata file) throws IOException {
    Location place = Location.of(file.resourceId().toString());
    return new DataFileStream<>(
        Channels.newInputStream(new RunFiles(place.parent()).open(place.last())), reader.get());
  }
}
