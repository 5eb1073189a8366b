package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.gauntlet.records.parts.PartTally.Row;
import io.gauntlet.records.parts.RunFault.Code;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the file of a part against its summary. One that agrees is read once, as bytes; of another
 * the rows are compared, so that they can be named.
 */
final class PartCheck {
  private final PartStore store;
  private final PartSummary summary;
  private final ImmutableList.Builder<RunFault> faults = ImmutableList.builder();

  private PartCheck(PartStore store, PartSummary summary) {
    this.store = store;
    this.summary = summary;
  }

  /** What is wrong with a part; nothing where it is whole. */
  static ImmutableList<RunFault> of(PartStore store, PartSummary summary) throws IOException {
    PartCheck check = new PartCheck(store, summary);
    check.run();
    return check.faults.build();
  }

  private void run() throws IOException {
    PartTally found = new PartTally();
    Optional<String> cut;
    try {
      if (summary.file().digest().equals(store.digest(summary.name()))) {
        return;
      }
      cut = store.readable(summary.name(), found);
    } catch (FileNotFoundException | NoSuchFileException e) {
      fault(Code.PART_MISSING, "the outcomes are gone");
      return;
    }
    cut.ifPresent(
        reason ->
            fault(
                Code.CUT,
                "cut or damaged after row %s of %s (%s)"
                    .formatted(found.count(), summary.file().rows(), reason)));
    compare(found);
    if (faults.build().isEmpty()) {
      fault(Code.ROWS_ALTERED, "the file was written anew, with the same rows");
    }
  }

  private void compare(PartTally found) {
    Set<Row> wanted = new HashSet<>();
    summary
        .studies()
        .forEach(study -> summary.cells().forEach(cell -> wanted.add(new Row(study.uid(), cell))));
    Set<Row> missing = Sets.difference(wanted, found.rows().keySet());
    rows(Code.ROWS_MISSING, missing, "are gone");
    Set<Row> unknown = Sets.difference(found.rows().keySet(), wanted);
    rows(Code.ROWS_UNKNOWN, unknown, "were not written by the run");
    Set<Row> doubled = Maps.filterValues(found.rows(), times -> times > 1).keySet();
    rows(Code.ROWS_DOUBLED, doubled, "are there more than once");
    Set<String> explained = new HashSet<>();
    Iterables.concat(missing, unknown, doubled).forEach(row -> explained.add(row.uid()));
    others(found, explained);
  }

  private void others(PartTally found, Set<String> explained) {
    Set<String> relabelled = new TreeSet<>();
    Set<String> altered = new TreeSet<>();
    for (PartStudy study : summary.studies()) {
      found
          .study(study.uid())
          .ifPresent(
              now -> {
                if (!now.label().equals(study.label())) {
                  relabelled.add(
                      "%s (%s, was %s)".formatted(study.uid(), now.label(), study.label()));
                } else if (!now.digest().equals(study.digest())
                    && !explained.contains(study.uid())) {
                  altered.add(study.uid());
                }
              });
    }
    if (!relabelled.isEmpty()) {
      fault(
          Code.RELABELLED,
          "%s studies have another label: %s"
              .formatted(relabelled.size(), RunFault.few(relabelled)));
    }
    if (!altered.isEmpty()) {
      fault(
          Code.ROWS_ALTERED,
          "the outcomes of %s studies are others than the run wrote: %s"
              .formatted(altered.size(), RunFault.few(altered)));
    }
  }

  private void rows(Code code, Collection<Row> rows, String what) {
    if (!rows.isEmpty()) {
      Set<String> uids = new TreeSet<>();
      rows.forEach(row -> uids.add(row.uid()));
      fault(
          code,
          "%s outcomes %s, of the studies %s".formatted(rows.size(), what, RunFault.few(uids)));
    }
  }

  private void fault(Code code, String detail) {
    faults.add(new RunFault(code, summary.name().records(), detail));
  }
}
