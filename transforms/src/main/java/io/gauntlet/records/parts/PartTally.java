package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.schema.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Counts what is in the file of a part, row by row. */
final class PartTally {
  private static final String VALID = "valid";

  private final DatumWriter<Outcome> writer = new SpecificDatumWriter<>(Outcome.getClassSchema());
  private final SortedMap<String, Study> studies = new TreeMap<>();
  private final Map<Row, Integer> rows = new HashMap<>();
  private final SortedSet<PartCell> cells = new TreeSet<>();
  private BinaryEncoder encoder;
  private Making making = Making.UNKNOWN;
  private long count;
  private long invalid;

  /** One study in one cell. */
  record Row(String uid, PartCell cell) {}

  private static final class Study {
    private final SortedSet<String> labels = new TreeSet<>();
    private final Hasher outcomes = Hashing.sha256().newHasher();
    private String digest;

    PartStudy named(String uid) {
      return new PartStudy(uid, String.join("/", labels), digest, "sha256:" + outcomes.hash());
    }
  }

  /** Counts one more row. */
  void add(Outcome outcome) throws IOException {
    PartCell cell = PartCell.of(outcome);
    boolean first = cells.add(cell);
    if (first) {
      making = making.and(Making.of(outcome));
    }
    rows.merge(new Row(outcome.getUid(), cell), 1, Integer::sum);
    Study study = studies.computeIfAbsent(outcome.getUid(), uid -> new Study());
    study.labels.add(outcome.getLabel());
    study.digest = outcome.getStudyDigest();
    study.outcomes.putBytes(encoded(outcome));
    count++;
    if (!outcome.getStatus().equals(VALID)) {
      invalid++;
    }
  }

  private byte[] encoded(Outcome outcome) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(outcome, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** Number of rows. */
  long count() {
    return count;
  }

  /** How often each row is there. */
  Map<Row, Integer> rows() {
    return rows;
  }

  /** A study as its outcomes tell of it; empty where it has none. */
  Optional<PartStudy> study(String uid) {
    return Optional.ofNullable(studies.get(uid)).map(study -> study.named(uid));
  }

  /**
   * The summary of the file.
   *
   * @param digest of its bytes
   * @param circumstances what its outcomes do not tell
   */
  PartSummary summary(PartName name, String digest, Circumstances circumstances) {
    ImmutableList.Builder<PartStudy> all = ImmutableList.builder();
    studies.forEach((uid, study) -> all.add(study.named(uid)));
    return new PartSummary(
        name,
        circumstances.inputs(),
        new PartFile(count, invalid, digest),
        all.build(),
        ImmutableList.copyOf(cells),
        circumstances.unused(),
        making.and(circumstances.making()));
  }
}
