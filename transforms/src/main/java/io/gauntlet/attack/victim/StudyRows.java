package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A row for each image, taken from a table with a row for each study only when it is asked for: an
 * attack picks rows thousands of times, and what it picks must not stay in memory.
 *
 * @param table {@code [studies, ...]}
 * @param picked the study of each image; empty where the images are those of all studies, in order
 */
public record StudyRows(NDArray table, Optional<ImmutableIntArray> picked) {

  static StudyRows all(NDArray table) {
    return new StudyRows(table, Optional.empty());
  }

  StudyRows rows(int[] rows) {
    IntStream images = IntStream.of(rows);
    IntStream studies = picked.map(before -> images.map(before::get)).orElse(images);
    return new StudyRows(table, Optional.of(ImmutableIntArray.copyOf(studies)));
  }

  /** The rows, owned by a manager unless they are the table itself. */
  NDArray in(NDManager manager) {
    if (picked.isEmpty()) {
      return table;
    }
    NDArray rows = table.get(manager.create(picked.get().toArray()));
    rows.attach(manager);
    return rows;
  }
}
