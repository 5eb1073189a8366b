package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;

/**
 * Projected gradient descent in the maximum norm from a uniform start (Madry et al. 2018, section
 * 2.1): steps of {@code 2.5 * epsilon / steps}, so that every start can reach every corner. The
 * point of highest loss on the path is kept.
 *
 * @param epsilon largest change of a pixel, in {@code [0, 1]}
 * @param steps gradients, at least 1
 */
public record Pgd(double epsilon, int steps) implements ImageAttack {
  private static final double TRAVEL = 2.5;

  /** Checks the ranges. */
  public Pgd {
    LinfBall.check(epsilon);
    if (steps < 1) {
      throw new IllegalArgumentException("steps is " + steps + "; give at least 1");
    }
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    NDManager manager = pixels.getManager();
    double size = TRAVEL * epsilon / steps;
    NDArray current = LinfBall.uniform(pixels, epsilon, seeds);
    NDArray best = current.duplicate();
    NDArray bestLoss = null;
    for (int step = 0; step <= steps; step++) {
      try (NDManager scope = manager.newSubManager()) {
        current.attach(scope);
        NDArray loss;
        NDArray next = null;
        if (step < steps) {
          PixelGradient here = victim.gradient(current, labels, Loss.CROSS_ENTROPY);
          loss = Loss.CROSS_ENTROPY.of(here.logits(), labels);
          next = LinfBall.step(pixels, current, here.gradient(), size, epsilon);
          next.attach(manager);
        } else {
          loss = Loss.CROSS_ENTROPY.of(victim.logits(current), labels);
        }
        if (bestLoss == null) {
          bestLoss = loss.duplicate();
          bestLoss.attach(manager);
        } else {
          NDArray better = loss.gt(bestLoss);
          NDArray rows = better.reshape(new Shape(better.size(), 1, 1, 1));
          best = replace(manager, best, rows.broadcast(best.getShape()), current);
          bestLoss = replace(manager, bestLoss, better, loss);
        }
        current = next;
      }
    }
    bestLoss.close();
    return best;
  }

  private static NDArray replace(NDManager manager, NDArray old, NDArray where, NDArray with) {
    try (old) {
      NDArray chosen = NDArrays.where(where, with, old);
      chosen.attach(manager);
      return chosen;
    }
  }
}
