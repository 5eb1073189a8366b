package io.gauntlet.report.gallery;

/**
 * Some words of a caption in a row that share a fate.
 *
 * @param fate what the attack did to them
 * @param words separated by single spaces
 */
public record Passage(Fate fate, String words) {

  /** What an attack did to words. */
  public enum Fate {
    /** Nothing. */
    LEFT,
    /** It took them out. */
    STRUCK,
    /** It put them in. */
    ADDED
  }
}
