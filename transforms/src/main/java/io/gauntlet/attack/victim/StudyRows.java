package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;

/**
 * A row for each picture, taken from a table with a row a study only when it is asked for: an
 * attack picks rows thousands of times, and what it picks must not stay.
 *
 * @param table {@code [studies, ...]}
 * @param picked the study of each picture; null when they are all of them, in order
 */
public record StudyRows(NDArray table, ImmutableIntArray picked) {

  static StudyRows all(NDArray table) {
    return new StudyRows(table, null);
  }

  StudyRows rows(int[] rows) {
    IntStream studies = IntStream.of(rows);
    return new StudyRows(
        table, ImmutableIntArray.copyOf(picked == null ? studies : studies.map(picked::get)));
  }

  /** The rows, owned by a manager unless they are the table itself. */
  NDArray in(NDManager manager) {
    if (picked == null) {
      return table;
    }
    NDArray rows = table.get(manager.create(picked.toArray()));
    rows.attach(manager);
    return rows;
  }
}
