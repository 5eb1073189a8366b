package io.gauntlet.score.pair;

import java.io.Serializable;

/**
 * How many studies something is true of, and one of them.
 *
 * @param studies at least 1
 * @param uid the first of them by its text; empty where none was kept
 */
public record Example(long studies, String uid) implements Serializable {

  /** Of both. */
  public Example with(Example other) {
    return new Example(studies + other.studies, uid.compareTo(other.uid) <= 0 ? uid : other.uid);
  }
}
