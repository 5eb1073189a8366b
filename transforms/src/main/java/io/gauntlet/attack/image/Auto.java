package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Search;
import io.gauntlet.attack.image.kit.Seeds;
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

  /** Copies what could change. */
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
    Apgd first = new Apgd(ball, Loss.MARGIN, STEPS, 1, true);
    Apgd others = new Apgd(ball, Loss.MARGIN, STEPS, RESTARTS - 1, true);
    Square square = new Square(ball, queries, Square.SHARE);
    if (ball.epsilon() == 0) {
      // Nothing is near enough to be looked for.
      return new Auto(List.of(first, others, square));
    }
    Fab fab = Fab.standard(new Distance(Norm.LINF, ball.epsilon()));
    return new Auto(List.of(first, others, fab, square));
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    long[] own = seeds.clone();
    try (Search search = Search.highest(victim, pixels, labels)) {
      for (ImageAttack attack : attacks) {
        int[] open = search.open();
        if (open.length == 0) {
          break;
        }
        Search left = search.pick(open);
        try (NDManager scope = search.manager().newSubManager()) {
          NDArray index = scope.create(open);
          NDArray clean = pixels.get(index);
          NDArray truth = labels.get(index);
          clean.attach(scope);
          truth.attach(scope);
          NDArray found = attack.attack(left.victim(), clean, truth, Seeds.pick(own, open));
          left.leads(found);
        }
        own = Seeds.next(own);
      }
      return search.finish(pixels.getManager());
    }
  }
}
