package io.gauntlet.attack.text.search;

/** Refuses option values that are out of range, for several attacks. */
final class SearchLimits {
  private SearchLimits() {}

  static void checkQueries(long maxQueries) {
    if (maxQueries < 1) {
      throw new IllegalArgumentException(
          "maxQueries is " + maxQueries + "; the clean caption alone needs 1");
    }
  }

  static void checkCandidates(int candidates) {
    if (candidates < 1) {
      throw new IllegalArgumentException(
          "candidates is " + candidates + "; give at least 1 a word");
    }
  }

  static void checkCosine(double cosine) {
    if (!(cosine >= -1 && cosine <= 1)) {
      throw new IllegalArgumentException("min-cosine is " + cosine + "; give a number in [-1, 1]");
    }
  }
}
