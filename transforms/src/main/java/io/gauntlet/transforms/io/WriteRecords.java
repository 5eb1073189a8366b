package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.IntStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes Avro records as a number of files that is known beforehand, so that their names are too.
 *
 * <pre>{@code
 * studies.apply(WriteRecords.of(Study.class, new ShardedFiles("/runs/1/studies/test", 8)));
 * }</pre>
 *
 * <p>Each file is written aside and renamed: an attempt that is repeated leaves the same names, and
 * no reader finds half of one. Beam's own {@code AvroIO} takes the folder for a pattern where it
 * moves its files into place, and writes their numbers with the digits of the user's language. A
 * file without records is written too. The output are the names of the files, once they are there.
 *
 * @param <T> kind of the records
 */
public final class WriteRecords<T extends SpecificRecord>
    extends PTransform<PCollection<T>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final Class<T> type;
  private final ImmutableList<String> names;
  private final TupleTag<T> records = new TupleTag<>("records") {};

  private WriteRecords(Class<T> type, ImmutableList<String> names) {
    this.type = type;
    this.names = names;
  }

  /** The files of one write. */
  public static <T extends SpecificRecord> WriteRecords<T> of(Class<T> type, ShardedFiles files) {
    return new WriteRecords<>(type, files.names());
  }

  /** All records in one file. */
  public static <T extends SpecificRecord> WriteRecords<T> toOneFile(Class<T> type, String file) {
    return new WriteRecords<>(type, ImmutableList.of(file));
  }

  @Override
  public PCollection<String> expand(PCollection<T> input) {
    int all = names.size();
    PCollection<KV<Integer, T>> keyed =
        input.apply(
            "AssignFile",
            WithKeys.<Integer, T>of(record -> Math.floorMod(record.hashCode(), all))
                .withKeyType(TypeDescriptors.integers()));
    PCollection<KV<Integer, Boolean>> every =
        input
            .getPipeline()
            .apply(
                "EveryFile",
                Create.of(IntStream.range(0, all).mapToObj(file -> KV.of(file, true)).toList()));
    return KeyedPCollectionTuple.of(records, keyed)
        .and(new TupleTag<Boolean>("every-file") {}, every)
        .apply("GroupByFile", CoGroupByKey.create())
        .apply("WriteFile", ParDo.of(new Write<>(type, records, names)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("file", names.get(0)).withLabel("First file"))
        .add(DisplayData.item("count", names.size()).withLabel("Number of files"));
  }

  private static final class Write<T extends SpecificRecord>
      extends DoFn<KV<Integer, CoGbkResult>, String> {
    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final TupleTag<T> records;
    private final ImmutableList<String> names;

    Write(Class<T> type, TupleTag<T> records, ImmutableList<String> names) {
      this.type = type;
      this.records = records;
      this.names = names;
    }

    @ProcessElement
    public void process(@Element KV<Integer, CoGbkResult> group, OutputReceiver<String> written)
        throws IOException {
      String name = names.get(group.getKey());
      Location file = Location.of(name);
      new RunFiles(file.parent())
          .write(file.last(), stream -> write(group.getValue().getAll(records), stream));
      written.output(name);
    }

    private void write(Iterable<T> all, OutputStream stream) throws IOException {
      // Of the codecs, this one needs no native library.
      try (DataFileWriter<T> writer =
          new DataFileWriter<>(new SpecificDatumWriter<>(type))
              .setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL))
              .create(SpecificData.get().getSchema(type), stream)) {
        for (T record : all) {
          writer.append(record);
        }
      }
    }
  }
}
