package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.StudySeeds;
import io.gauntlet.attack.image.kit.Until;
import java.util.List;

/**
 * The honest suite for two classes, in the spirit of AutoAttack (Croce and Hein 2020, "Reliable
 * evaluation", section 4) but for its losses of three and more classes: APGD on the margin with
 * five restarts, FAB and Square, in this order. Each attacks what those before it left, and a study
 * counts with the worst that was found.
 *
 * @param attacks in the order in which they run
 */
record Auto(List<ImageAttack> attacks) implements ImageAttack {
  private static final int STEPS = 100;
  private static final int RESTARTS = 5;

  Auto {
    attacks = List.copyOf(attacks);
  }

  /**
   * The suite.
   *
   * @param queries of Square
   */
  static Auto of(Ball ball, int queries) {
    // One run first: most studies fall to it, and are spared the others.
    Apgd first = new Apgd(ball, Loss.MARGIN, STEPS, 1, Until.FOOLED);
    Apgd others = new Apgd(ball, Loss.MARGIN, STEPS, RESTARTS - 1, Until.FOOLED);
    Square square = new Square(ball, queries, Square.SHARE);
    if (ball.epsilon() == 0) {
      // There is no distance above 0 to search within.
      return new Auto(List.of(first, others, square));
    }
    Fab fab = Fab.standard(new Distance(Norm.LINF, ball.epsilon()));
    return new Auto(List.of(first, others, fab, square));
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    ImmutableLongArray seeds = batch.seeds();
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      for (ImageAttack attack : attacks) {
        int[] open = search.open();
        if (open.length == 0) {
          break;
        }
        try (NDManager scope = search.scope().newSubManager()) {
          ImageBatch left = batch.withSeeds(seeds).rows(scope, open);
          search.pick(open).margins(attack.attack(victim.rows(open), left));
        }
        seeds = StudySeeds.next(seeds);
      }
      return search.result();
    }
  }
}
