package io.gauntlet.report.gallery;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the words of a caption. Marks are apart from words, so that a word that ends a
 * sentence is the same word as in its middle.
 */
public final class WordDiff {
  private static final Pattern PIECE =
      Pattern.compile("(?<space>\\s*)(?<text>" + CaptionWords.WORD + "|\\S)");

  private record Piece(boolean spaced, String text) {}

  private WordDiff() {}

  /**
   * The clean caption with what was struck from it, and what was put in its place.
   *
   * @param unknownWords that no report of the cohort has, in lower case
   */
  public static List<Passage> of(String clean, String attacked, ImmutableSet<String> unknownWords) {
    List<Piece> before = pieces(clean);
    List<Piece> after = pieces(attacked);
    List<Passage> passages = new ArrayList<>();
    int done = 0;
    for (AbstractDelta<Piece> delta :
        DiffUtils.diff(before, after, (one, other) -> one.text().equals(other.text()))
            .getDeltas()) {
      int start = delta.getSource().getPosition();
      add(passages, Passage.Fate.LEFT, before.subList(done, start));
      add(passages, Passage.Fate.STRUCK, delta.getSource().getLines());
      added(passages, delta.getTarget().getLines(), unknownWords);
      done = start + delta.getSource().size();
    }
    add(passages, Passage.Fate.LEFT, before.subList(done, before.size()));
    return passages;
  }

  private static List<Piece> pieces(String caption) {
    List<Piece> pieces = new ArrayList<>();
    Matcher piece = PIECE.matcher(caption);
    while (piece.find()) {
      pieces.add(new Piece(!piece.group("space").isEmpty(), piece.group("text")));
    }
    return pieces;
  }

  /** A word that no report has is a passage of its own. */
  private static void added(
      List<Passage> passages, List<Piece> pieces, ImmutableSet<String> unknownWords) {
    List<Piece> known = new ArrayList<>();
    for (Piece piece : pieces) {
      if (unknownWords.contains(CaptionWords.folded(piece.text()))) {
        add(passages, Passage.Fate.ADDED, known);
        known.clear();
        add(passages, Passage.Fate.UNKNOWN, List.of(piece));
      } else {
        known.add(piece);
      }
    }
    add(passages, Passage.Fate.ADDED, known);
  }

  private static void add(List<Passage> passages, Passage.Fate fate, List<Piece> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    StringBuilder words = new StringBuilder();
    for (Piece piece : pieces) {
      words.append(piece.spaced() && !words.isEmpty() ? " " : "").append(piece.text());
    }
    // What takes the place of the first word stands beside it, not in it.
    boolean beside =
        (fate == Passage.Fate.ADDED || fate == Passage.Fate.UNKNOWN)
            && !passages.isEmpty()
            && passages.get(passages.size() - 1).fate() == Passage.Fate.STRUCK;
    passages.add(new Passage(fate, beside || pieces.get(0).spaced(), words.toString()));
  }
}
