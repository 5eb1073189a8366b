package io.gauntlet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.train.TrainingExample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples, of which batches are made.
 *
 * @param examples in an order that does not depend on the machine
 */
record ExampleRows(List<TrainingExample> examples) {
  private static final int ONE_IN = 10;
  private static final int MOST_HELD_OUT = 256;

  ExampleRows {
    examples = List.copyOf(examples);
  }

  /** One in ten, up to 256 of them, which a victim that is made to hold is examined on. */
  ExampleRows heldOut() {
    return where(true);
  }

  /** The others. */
  ExampleRows learnt() {
    return where(false);
  }

  private ExampleRows where(boolean held) {
    int last = Math.min(examples.size(), MOST_HELD_OUT * ONE_IN);
    return new ExampleRows(
        IntStream.range(0, examples.size())
            .filter(row -> (row < last && row % ONE_IN == ONE_IN - 1) == held)
            .mapToObj(examples::get)
            .toList());
  }

  int size() {
    return examples.size();
  }

  int[] labels() {
    return examples.stream().mapToInt(TrainingExample::label).toArray();
  }

  int[] labels(int[] rows) {
    return Arrays.stream(rows).map(row -> examples.get(row).label()).toArray();
  }

  /** From a seed and the batch alone, so that a training that goes on draws the same again. */
  static long seed(long seed, int[] rows) {
    return 31 * seed + Arrays.hashCode(rows);
  }

  /** Some of them, by their positions. */
  StudyInputs pick(int[] rows) {
    return new Picked(rows.clone());
  }

  private final class Picked implements StudyInputs {
    private final int[] rows;

    Picked(int[] rows) {
      this.rows = rows;
    }

    @Override
    public NDArray pixels(NDManager scope, ImageSize size) {
      int pixels = size.pixelsPerStudy();
      float[] values = new float[rows.length * pixels];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(examples.get(rows[i]).pixels(), 0, values, i * pixels, pixels);
      }
      return scope.create(values, size.batch(rows.length));
    }

    @Override
    public List<String> captions() {
      return Arrays.stream(rows).mapToObj(row -> examples.get(row).caption()).toList();
    }
  }
}
