package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts how often a victim scores each study, and how its gradients are: a defence that breaks
 * them looks robust to those attacks that need them.
 */
public final class CountingVictim implements ImageClassifier {
  private final ImageClassifier victim;
  private final int[] rows;
  private final VictimCounts.Builder counts;

  /** Counts from zero, for one image of each study. */
  public CountingVictim(ImageClassifier victim, int studies) {
    this(victim, IntStream.range(0, studies).toArray(), new VictimCounts.Builder(studies));
  }

  private CountingVictim(ImageClassifier victim, int[] rows, VictimCounts.Builder counts) {
    this.victim = victim;
    this.rows = rows;
    this.counts = counts;
  }

  @Override
  public NDArray logits(NDArray images) {
    for (int row : rows) {
      counts.query(row);
    }
    return victim.logits(images);
  }

  @Override
  public ImageGradient gradient(NDArray images, NDArray labels, Loss loss) {
    return counted(victim.gradient(images, labels, loss));
  }

  @Override
  public ImageGradient reuse(ImageGradient known) {
    return counted(victim.reuse(known));
  }

  private ImageGradient counted(ImageGradient answer) {
    // A value that is not a number stays one under the maximum.
    float[] largest =
        answer.gradient().reshape(rows.length, -1).abs().max(new int[] {1}).toFloatArray();
    for (int i = 0; i < rows.length; i++) {
      counts.query(rows[i]);
      counts.gradient(rows[i], largest[i]);
    }
    return answer;
  }

  @Override
  public ImageClassifier rows(int[] picked) {
    return new CountingVictim(
        victim.rows(picked), Arrays.stream(picked).map(row -> rows[row]).toArray(), counts);
  }

  /** The counts so far. */
  public VictimCounts counts() {
    return counts.build();
  }
}
