package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts how often a victim scores each study, and how its gradients are: a defence that breaks
 * them looks robust to those attacks that need them.
 */
public final class CountingVictim implements PixelClassifier {
  private final PixelClassifier victim;
  private final int[] rows;
  private final VictimCounts.Builder counts;

  /** Counts from none, for pictures of as many studies. */
  public CountingVictim(PixelClassifier victim, int studies) {
    this(victim, IntStream.range(0, studies).toArray(), new VictimCounts.Builder(studies));
  }

  private CountingVictim(PixelClassifier victim, int[] rows, VictimCounts.Builder counts) {
    this.victim = victim;
    this.rows = rows;
    this.counts = counts;
  }

  @Override
  public NDArray logits(NDArray pixels) {
    for (int row : rows) {
      counts.query(row);
    }
    return victim.logits(pixels);
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    PixelGradient found = victim.gradient(pixels, labels, loss);
    // A value that is not a number stays one under the maximum.
    float[] largest =
        found.gradient().reshape(rows.length, -1).abs().max(new int[] {1}).toFloatArray();
    for (int i = 0; i < rows.length; i++) {
      counts.query(rows[i]);
      counts.gradient(rows[i], largest[i]);
    }
    return found;
  }

  @Override
  public PixelClassifier rows(int[] picked) {
    return new CountingVictim(
        victim.rows(picked), Arrays.stream(picked).map(row -> rows[row]).toArray(), counts);
  }

  /** The counts so far. */
  public VictimCounts counts() {
    return counts.build();
  }
}
