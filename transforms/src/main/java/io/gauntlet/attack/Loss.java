package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** What an attacker makes larger: a function of a victim's logits and the true classes. */
public interface Loss {
  /** Cross-entropy. */
  Loss CROSS_ENTROPY = Standard.CROSS_ENTROPY;

  /** The lead of the best wrong class over the true one, which never saturates. */
  Loss MARGIN = Standard.MARGIN;

  /** The difference of logits ratio, for three classes and more. */
  Loss DLR = Standard.DLR;

  /**
   * The loss of each example.
   *
   * @param logits {@code [batch, classes]}
   * @param labels true classes {@code [batch]}, from 0
   * @return {@code [batch]}
   */
  NDArray of(NDArray logits, NDArray labels);

  /**
   * The lead of one wrong class over the true one.
   *
   * @param rank of the wrong class by its logit: 0 for the best, below the number of wrong classes
   */
  static Loss ofRival(int rank) {
    return rank == 0 ? MARGIN : new OfRival(rank);
  }

  /** The losses that have a name. */
  enum Standard implements Loss {
    /**
     * Computed as softplus of how far the wrong classes together lead: its gradient then keeps its
     * direction until float32 underflows, where {@code log(softmax)} loses it from a lead of 17.
     */
    CROSS_ENTROPY {
      @Override
      NDArray of(Classes classes) {
        NDArray lead = classes.isOfTwo() ? classes.lead() : classes.leadOfAll();
        return Activation.relu(lead).add(lead.abs().neg().exp().add(1).log());
      }
    },
    MARGIN {
      @Override
      NDArray of(Classes classes) {
        return classes.isOfTwo()
            ? classes.lead()
            : classes.wrong().max(new int[] {1}).sub(classes.truth());
      }
    },
    /**
     * The lead of the best wrong class over that of the best class over the third, so that a factor
     * of all logits changes nothing (Croce and Hein 2020, "Reliable evaluation", equation 6).
     */
    DLR {
      private static final float TINY = 1e-12f;

      @Override
      NDArray of(Classes classes) {
        if (classes.isOfTwo()) {
          throw new IllegalArgumentException(
              "the loss dlr divides by the lead over the third class, and the victim has two; give"
                  + " the loss margin");
        }
        NDArray sorted = classes.logits().sort(1);
        NDArray scale = column(sorted, 1).sub(column(sorted, 3)).add(TINY);
        return MARGIN.of(classes).div(scale);
      }

      private NDArray column(NDArray sorted, int fromLast) {
        return sorted.get(":, " + (sorted.getShape().get(1) - fromLast));
      }
    };

    abstract NDArray of(Classes classes);

    @Override
    public NDArray of(NDArray logits, NDArray labels) {
      return of(new Classes(logits, labels));
    }
  }

  /**
   * The lead of a wrong class that is not the best.
   *
   * @param rank from 1
   */
  record OfRival(int rank) implements Loss {
    @Override
    public NDArray of(NDArray logits, NDArray labels) {
      Classes classes = new Classes(logits, labels);
      // The true class comes first, as minus infinity.
      NDArray ascending = classes.wrong().sort(1);
      return ascending.get(":, " + (logits.getShape().get(1) - 1 - rank)).sub(classes.truth());
    }
  }

  /**
   * Logits, with the true class apart from the wrong ones.
   *
   * @param logits {@code [batch, classes]}
   * @param labels {@code [batch]}
   */
  record Classes(NDArray logits, NDArray labels) {
    boolean isOfTwo() {
      return logits.getShape().get(1) == 2;
    }

    /** The lead of the wrong class of two, {@code [batch]}. */
    NDArray lead() {
      NDArray sign = labels.toType(DataType.FLOAT32, true).mul(-2).add(1);
      return logits.get(":, 1").sub(logits.get(":, 0")).mul(sign);
    }

    /** The lead of all wrong classes together, as the log of their summed exponentials. */
    NDArray leadOfAll() {
      NDArray wrong = wrong();
      NDArray most = wrong.max(new int[] {1});
      NDArray sum = wrong.sub(most.reshape(-1, 1)).exp().sum(new int[] {1}).log();
      return sum.add(most).sub(truth());
    }

    /** The logits of the true classes, {@code [batch]}. */
    NDArray truth() {
      return NDArrays.where(isTrue(), logits, logits.zerosLike()).sum(new int[] {1});
    }

    /**
     * The logits with minus infinity in the place of the true classes, {@code [batch, classes]}.
     */
    NDArray wrong() {
      NDArray none = logits.getManager().full(logits.getShape(), Float.NEGATIVE_INFINITY);
      return NDArrays.where(isTrue(), none, logits);
    }

    private NDArray isTrue() {
      long classes = logits.getShape().get(1);
      NDArray each =
          logits
              .getManager()
              .arange((int) classes)
              .toType(DataType.INT64, false)
              .reshape(1, classes);
      NDArray truth = labels.toType(DataType.INT64, false).reshape(new Shape(-1, 1));
      return each.eq(truth);
    }
  }
}
