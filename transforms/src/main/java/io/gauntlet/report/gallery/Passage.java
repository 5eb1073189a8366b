package io.gauntlet.report.gallery;

/**
 * Some words of a caption in a row that share a fate.
 *
 * @param fate what the attack did to them
 * @param spaced whether a space stands before them
 * @param words with their marks
 */
public record Passage(Fate fate, boolean spaced, String words) {

  /** What an attack did to words. */
  public enum Fate {
    /** Nothing. */
    LEFT,
    /** It took them out. */
    STRUCK,
    /** It put them in. */
    ADDED,
    /** It put one in that no report of the cohort has. */
    UNKNOWN
  }
}
