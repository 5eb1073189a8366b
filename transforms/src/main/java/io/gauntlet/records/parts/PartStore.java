package io.gauntlet.records.parts;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import io.gauntlet.model.ModelFolder;
import io.gauntlet.records.RecordReaders;
import io.gauntlet.schema.Outcome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;

/**
 * The parts in a run's folder {@code outcomes/}. A part is finished when its summary is there and
 * agrees with the file of its outcomes.
 *
 * @param files of the folder
 */
public record PartStore(ModelFolder.Store files) {
  private static final int MOST_ATTEMPTS = 5;

  /** Takes outcomes one after the other. */
  @FunctionalInterface
  public interface Taker {
    /** Takes one. */
    void take(Outcome outcome) throws IOException;
  }

  /**
   * The summary of a part that an earlier attempt finished; empty where none did, or of other
   * inputs, or where what it left is not whole.
   */
  public Optional<PartSummary> finished(PartName name, String inputs) {
    try {
      PartSummary summary = summary(name);
      return summary.name().equals(name)
              && summary.inputs().equals(inputs)
              && summary.file().digest().equals(digest(name))
          ? Optional.of(summary)
          : Optional.empty();
    } catch (IOException e) {
      // Whatever is wrong with it, the part is made again.
      return Optional.empty();
    }
  }

  /**
   * Publishes a part, unless another attempt at it was quicker. The summary tells of the file that
   * is there: two attempts at once on machines that compute with other roundings end with one of
   * the two files and the summary of that one.
   */
  public PartSummary publish(PartName name, byte[] records, Circumstances circumstances)
      throws IOException {
    Optional<PartSummary> other = finished(name, circumstances.inputs());
    if (other.isPresent()) {
      return other.get();
    }
    files.write(name.records(), records);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      PartTally tally = new PartTally();
      PartSummary summary = tally.summary(name, read(name, tally::add), circumstances);
      files.write(name.summary(), summary.toJson());
      if (summary.file().digest().equals(digest(name))) {
        return summary;
      }
    }
    throw new IOException(
        files.describe(name.records()) + " changes all the time: another run writes it too");
  }

  /**
   * Reads the summary of a part.
   *
   * @throws FileNotFoundException when there is none
   * @throws IOException when it is not whole
   */
  public PartSummary summary(PartName name) throws IOException {
    return PartSummary.read(files.read(name.summary()));
  }

  /**
   * Reads the outcomes of a part.
   *
   * @throws IOException when they are not those that the summary tells of; some may have been taken
   */
  public void read(PartSummary summary, Taker taker) throws IOException {
    String digest = read(summary.name(), taker);
    if (!digest.equals(summary.file().digest())) {
      throw new IOException(
          "%s has the digest %s, and %s was written; run again"
              .formatted(
                  files.describe(summary.name().records()), digest, summary.file().digest()));
    }
  }

  /** Reads the outcomes of a part, and gives the digest of their file. */
  private String read(PartName name, Taker taker) throws IOException {
    try (HashingInputStream hashing =
            new HashingInputStream(
                Hashing.sha256(), Channels.newInputStream(files.open(name.records())));
        DataFileStream<Outcome> outcomes =
            new DataFileStream<>(
                hashing,
                RecordReaders.outcomes(Outcome.getClassSchema(), Outcome.getClassSchema()))) {
      while (outcomes.hasNext()) {
        taker.take(outcomes.next());
      }
      hashing.transferTo(OutputStream.nullOutputStream());
      return "sha256:" + hashing.hash();
    } catch (AvroRuntimeException e) {
      throw new IOException(files.describe(name.records()) + ": " + e.getMessage(), e);
    }
  }

  /** Counts the rows that can be read, and says why no more can; empty where all can. */
  Optional<String> readable(PartName name, PartTally tally) throws IOException {
    return readAll(name, tally::add);
  }

  /** Takes the rows that can be read, and says why no more can; empty where all can. */
  Optional<String> readAll(PartName name, Taker taker) throws IOException {
    try {
      read(name, taker);
      return Optional.empty();
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Bytes that are no record make Avro fail in any way.
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "it ends too soon"));
    }
  }

  /** The digest of the file of a part's outcomes. */
  String digest(PartName name) throws IOException {
    return "sha256:" + files.hash(name.records());
  }
}
