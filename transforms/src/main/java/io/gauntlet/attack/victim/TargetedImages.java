package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Scopes;
import java.util.stream.IntStream;

/**
 * An attack on the images of the studies that are not of a target class, before a {@link
 * TargetedVictim}; the others stay as they are, bit by bit, and cost no query.
 *
 * @param attack that is made
 * @param target the place of the class
 */
public record TargetedImages(ImageAttack attack, int target) implements ImageAttack {

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    long[] labels = batch.labels().toLongArray();
    int[] rows = IntStream.range(0, labels.length).filter(row -> labels[row] != target).toArray();
    NDArray result = Scopes.copyInto(batch.manager(), batch.images());
    if (rows.length == 0) {
      return result;
    }
    try (NDManager scope = batch.manager().newSubManager()) {
      ImageBatch others = batch.rows(scope, rows);
      NDArray truth = scope.create(new long[rows.length]);
      ImageBatch aimed =
          new ImageBatch(others.images(), others.views(), truth, others.seeds(), others.clean());
      NDArray attacked = attack.attack(victim.rows(rows), aimed);
      for (int i = 0; i < rows.length; i++) {
        result.set(new NDIndex("{}", rows[i]), attacked.get(i));
      }
    }
    return result;
  }
}
