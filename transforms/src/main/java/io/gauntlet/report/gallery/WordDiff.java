package io.gauntlet.report.gallery;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;

/** What became of the words of a caption. */
final class WordDiff {
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private WordDiff() {}

  /** The clean caption with what was struck from it, and what was put in its place. */
  static List<Passage> of(String clean, String attacked) {
    List<String> before = WORDS.splitToList(clean);
    List<String> after = WORDS.splitToList(attacked);
    List<Passage> passages = new ArrayList<>();
    int done = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      int start = delta.getSource().getPosition();
      add(passages, Passage.Fate.LEFT, before.subList(done, start));
      add(passages, Passage.Fate.STRUCK, delta.getSource().getLines());
      add(passages, Passage.Fate.ADDED, delta.getTarget().getLines());
      done = start + delta.getSource().size();
    }
    add(passages, Passage.Fate.LEFT, before.subList(done, before.size()));
    return passages;
  }

  private static void add(List<Passage> passages, Passage.Fate fate, List<String> words) {
    if (!words.isEmpty()) {
      passages.add(new Passage(fate, String.join(" ", words)));
    }
  }
}
