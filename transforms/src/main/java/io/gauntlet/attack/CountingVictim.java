package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Counts how often a victim scores each study. */
final class CountingVictim implements PixelClassifier {
  private final PixelClassifier victim;
  private final int[] rows;
  private final long[] queries;

  CountingVictim(PixelClassifier victim, int studies) {
    this(victim, IntStream.range(0, studies).toArray(), new long[studies]);
  }

  private CountingVictim(PixelClassifier victim, int[] rows, long[] queries) {
    this.victim = victim;
    this.rows = rows;
    this.queries = queries;
  }

  @Override
  public NDArray logits(NDArray pixels) {
    count();
    return victim.logits(pixels);
  }

  @Override
  public LossGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    count();
    return victim.gradient(pixels, labels, loss);
  }

  private void count() {
    for (int row : rows) {
      queries[row]++;
    }
  }

  @Override
  public PixelClassifier rows(int[] picked) {
    return new CountingVictim(
        victim.rows(picked), Arrays.stream(picked).map(row -> rows[row]).toArray(), queries);
  }

  /** Queries of each study so far. */
  ImmutableLongArray queries() {
    return ImmutableLongArray.copyOf(queries);
  }
}
