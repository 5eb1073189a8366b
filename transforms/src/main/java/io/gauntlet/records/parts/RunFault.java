package io.gauntlet.records.parts;

import io.gauntlet.data.Quoted;
import java.io.Serializable;
import java.util.Collection;

/**
 * How what lies in a run's folder is not what the run wrote.
 *
 * @param code what kind of thing is wrong
 * @param place the file or the part
 * @param detail what was found, in words
 */
public record RunFault(Code code, String place, String detail) implements Serializable {
  private static final int MOST_NAMES = 8;

  /** What can be wrong. */
  public enum Code {
    /** Nothing says what the run has to be: an older version made it, or it did not end. */
    NO_MANIFEST,
    /** The file of the manifest was changed after the run, or cannot be read. */
    MANIFEST_ALTERED,
    /** A part is gone. */
    PART_MISSING,
    /** There is a file that the run did not write. */
    PART_UNKNOWN,
    /** A summary is gone, cannot be read, or is not the one that was written. */
    SUMMARY_ALTERED,
    /** A file ends too early, or cannot be read to its end. */
    CUT,
    /** Outcomes are gone. */
    ROWS_MISSING,
    /** Outcomes are there more than once. */
    ROWS_DOUBLED,
    /** There are outcomes that the run did not write. */
    ROWS_UNKNOWN,
    /** Studies have another label than before. */
    RELABELLED,
    /** Outcomes are others than before. */
    ROWS_ALTERED,
    /** A study is half taken out. */
    ERASURE_STOPPED
  }

  /** The first of some names, and how many there are besides, for a detail. */
  static String few(Collection<String> names) {
    return Quoted.few(names, MOST_NAMES);
  }

  /** One line for people. */
  public String text() {
    return place + ": " + detail;
  }
}
