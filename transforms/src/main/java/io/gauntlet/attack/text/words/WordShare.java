package io.gauntlet.attack.text.words;

/** A share of a caption's words, rounded down but never to none. */
public final class WordShare {
  private WordShare() {}

  public static void check(double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "fraction is " + fraction + "; give a share of the words, in (0, 1]");
    }
  }

  public static int of(double fraction, int words) {
    return Math.min(words, Math.max(1, (int) Math.floor(fraction * words)));
  }
}
