package io.gauntlet.pipelines.erase;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.stage.RunLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an erasure changes in a run besides the study's own records.
 *
 * @param notes a line of words for each kind of change
 */
record Aftermath(ImmutableList<String> notes) {

  /**
   * What the run has now of what is moved, deleted or made again.
   *
   * @param erasure its number in the run, from 1
   */
  static Aftermath of(RunLayout run, OldVerdicts verdicts, int erasure) throws IOException {
    OtherFigures figures = new OtherFigures(run);
    List<String> notes = new ArrayList<>();
    add(notes, verdicts.moved(), "moved to " + OldVerdicts.folder(erasure));
    add(notes, figures.deleted(), "deleted");
    add(notes, figures.renewed(), "made again");
    if (figures.hasTrends()) {
      notes.add(
          "trends not in the page that is made again: gauntlet report --output=%s --history=DIR"
              .formatted(run.folder()));
    }
    return new Aftermath(ImmutableList.copyOf(notes));
  }

  private static void add(List<String> notes, Iterable<String> files, String what) {
    if (files.iterator().hasNext()) {
      notes.add(Joiner.on(", ").join(files) + " " + what);
    }
  }

  /** In words, such as {@code ; scorecard.json, report.html made again}; may be empty. */
  @Override
  public String toString() {
    return notes.stream().map(note -> "; " + note).collect(Collectors.joining());
  }
}
