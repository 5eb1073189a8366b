package io.gauntlet.records.parts;

import io.gauntlet.schema.Quarantined;
import java.io.Serializable;

/**
 * A study of a part's batch that could not be attacked, as {@link Quarantined} says.
 *
 * @param source file that could not be used
 * @param row of a table, 0 where the input is none
 * @param uid of the study
 * @param reason short code
 * @param detail in words, with the remedy
 */
public record UnusedInput(String source, long row, String uid, String reason, String detail)
    implements Serializable {

  /** What a record of the quarantine says. */
  public static UnusedInput of(Quarantined bad) {
    return new UnusedInput(
        bad.getSource(), bad.getRow(), bad.getUid(), bad.getReason(), bad.getDetail());
  }

  /** The record of the quarantine. */
  public Quarantined toRecord() {
    return new Quarantined(source, row, uid, reason, detail);
  }
}
