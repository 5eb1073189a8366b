package io.gauntlet.records;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/**
 * Readers of the files of {@code studies/} and {@code outcomes/}, whichever version of Gauntlet
 * wrote them. The schema that a file was written with says which version that was.
 */
public final class RecordReaders {
  private RecordReaders() {}

  /**
   * A reader of studies.
   *
   * @param written schema of the file, as far as it is known; the file itself tells
   * @param wanted schema of today
   */
  public static DatumReader<Study> studies(Schema written, Schema wanted) {
    return new AnyVersionReader<>(written, wanted, OldStudy::isWrittenIn, OldStudy::convert);
  }

  /**
   * A reader of outcomes.
   *
   * @param written schema of the file, as far as it is known; the file itself tells
   * @param wanted schema of today
   */
  public static DatumReader<Outcome> outcomes(Schema written, Schema wanted) {
    OldOutcome old = new OldOutcome(new AttackValues());
    return new AnyVersionReader<>(written, wanted, OldOutcome::isWrittenIn, old::convert);
  }
}
