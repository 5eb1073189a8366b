package io.gauntlet.pipelines.replay;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.plan.run.StudyWatch.Appearance;
import io.gauntlet.report.gallery.Passage;
import io.gauntlet.report.gallery.WordDiff;
import io.gauntlet.transforms.replay.Replayed.Appearances;
import java.util.List;

/** The captions of a study before and after an attack, for people. */
final class CaptionText {
  private CaptionText() {}

  /** Both captions, and the first with what was struck in brackets and what was put in behind. */
  static String of(Appearances shown) {
    String before = shown.before().caption();
    return "BEFORE\n%s\n\n%s%s"
        .formatted(
            before,
            told("AFTER", before, shown.after()),
            shown.atStop().map(stop -> "\n" + told("STOPPED", before, stop)).orElse(""));
  }

  private static String told(String title, String before, Appearance after) {
    return "%s\n%s\n\n%s, CHANGES ([-struck-] {+put in+})\n%s\n"
        .formatted(title, after.caption(), title, changes(before, after.caption()));
  }

  /** The words of a caption with its changes marked, as wdiff marks them. */
  static String changes(String before, String after) {
    StringBuilder marked = new StringBuilder();
    for (Passage passage : passages(before, after)) {
      marked.append(passage.spaced() && !marked.isEmpty() ? " " : "");
      marked.append(
          switch (passage.fate()) {
            case LEFT -> passage.words();
            case STRUCK -> "[-" + passage.words() + "-]";
            case ADDED, UNKNOWN -> "{+" + passage.words() + "+}";
          });
    }
    return marked.toString();
  }

  /** The passages of both captions. */
  static List<Passage> passages(String before, String after) {
    return WordDiff.of(before, after, ImmutableSet.of());
  }
}
