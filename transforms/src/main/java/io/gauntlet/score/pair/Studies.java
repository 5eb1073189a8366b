package io.gauntlet.score.pair;

/** Which studies a share is of. */
enum Studies {
  /** All. */
  ALL,
  /** The abnormal ones, of which the share right is the sensitivity. */
  ABNORMAL,
  /** The normal ones, of which the share right is the specificity. */
  NORMAL;

  boolean include(boolean abnormal) {
    return this == ALL || (this == ABNORMAL) == abnormal;
  }
}
