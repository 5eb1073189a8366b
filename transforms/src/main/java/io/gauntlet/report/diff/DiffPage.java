package io.gauntlet.report.diff;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.ShellWord;
import io.gauntlet.report.gallery.Image;
import io.gauntlet.report.page.PageTemplate;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.diff.CellDiff;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.SideCounts;
import io.gauntlet.score.diff.SidedStudy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The studies that changed sides between two runs, as one HTML page in the report's manner. */
public final class DiffPage {
  /** Name of the file. */
  public static final String FILE = "diff.html";

  private static final String TITLE = "Studies that changed sides";

  /** More than these would take a page too long to be read; {@code diff.json} has them all. */
  private static final int MOST_CELLS = 20;

  private DiffPage() {}

  /**
   * One study for people.
   *
   * @param study what both runs said of it
   * @param picture its clean views side by side; empty where there are none. The page has each
   *     image once, however many cells show it
   * @param before what the baseline said
   * @param after what the candidate says
   * @param change of the margin
   * @param replays the commands that show how each run came to it
   */
  public record ShownStudy(
      SidedStudy study,
      Optional<Image> picture,
      String before,
      String after,
      String change,
      List<String> replays) {}

  /**
   * Writes the page, to be stored as UTF-8.
   *
   * @param pictures clean views side by side, by uid; studies without are shown without
   * @param report the page of the candidate beside this one; empty where there is none
   */
  public static String render(RunDiff diff, Map<String, Image> pictures, Optional<String> report) {
    List<CellDiff> changed = diff.changed();
    SideCounts all =
        diff.cells().stream().map(CellDiff::counts).reduce(SideCounts.NONE, SideCounts::and);
    return PageTemplate.DIFF.render(
        ImmutableMap.<String, Object>builder()
            .put("title", TITLE)
            .put("report", report.orElse(""))
            .put("headline", headline(diff, all))
            .put("baseline", diff.baseline())
            .put("candidate", diff.candidate())
            .put("pictures", pictures)
            .put("modalities", DiffTables.modalities(diff))
            .put("table", DiffTables.cells(diff))
            .put(
                "cells",
                IntStream.range(0, Math.min(MOST_CELLS, changed.size()))
                    .mapToObj(place -> section(diff, changed.get(place), pictures))
                    .toList())
            .put("left", Math.max(0, changed.size() - MOST_CELLS))
            .buildOrThrow());
  }

  private static String headline(RunDiff diff, SideCounts all) {
    return diff.cells().isEmpty()
        ? "The two runs have no cell in common: no study can be held against itself."
        : all.lost() + all.gained() == 0
            ? "No study changed sides, in any of %s cells.".formatted(diff.cells().size())
            : "Of %s decisions in %s cells the candidate lost %s that the baseline had right, and gained %s."
                .formatted(all.studies(), diff.cells().size(), all.lost(), all.gained());
  }

  private static Map<String, Object> section(
      RunDiff diff, CellDiff cell, Map<String, Image> pictures) {
    return ImmutableMap.of(
        "title",
        DiffTables.name(cell),
        "note",
        "%s lost, %s gained of %s"
            .formatted(cell.counts().lost(), cell.counts().gained(), cell.counts().studies()),
        "slices",
        DiffTables.slices(cell),
        "lost",
        cell.shown().lost().stream().map(study -> shown(diff, cell, study, pictures)).toList(),
        "gained",
        cell.shown().gained().stream().map(study -> shown(diff, cell, study, pictures)).toList());
  }

  private static ShownStudy shown(
      RunDiff diff, CellDiff cell, SidedStudy study, Map<String, Image> pictures) {
    return new ShownStudy(
        study,
        Optional.ofNullable(pictures.get(study.uid())),
        "%s, margin %s".formatted(study.baseline().decided(), signed(study.baseline().margin())),
        "%s, margin %s".formatted(study.candidate().decided(), signed(study.candidate().margin())),
        signed(study.change()),
        List.of(replay(diff.baseline(), cell, study), replay(diff.candidate(), cell, study)));
  }

  private static String signed(double margin) {
    String text = Figures.oneDecimal(margin);
    return margin > 0 ? "+" + text : text;
  }

  private static String replay(String run, CellDiff cell, SidedStudy study) {
    StringBuilder command = new StringBuilder("gauntlet replay");
    option(command, "run", run);
    option(command, "uid", study.uid());
    option(command, "victim", cell.victim());
    option(command, "attack", cell.attack());
    if (cell.generator() != null) {
      option(command, "generator", cell.generator());
    }
    if (study.replica() != null) {
      option(command, "replica", study.replica().toString());
    }
    return command.toString();
  }

  private static void option(StringBuilder command, String name, String value) {
    command.append(' ').append(ShellWord.of("--" + name + "=" + value));
  }
}
