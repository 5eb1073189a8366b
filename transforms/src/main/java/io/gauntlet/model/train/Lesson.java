package io.gauntlet.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/** What is learnt, where that is more than the classes of the examples as they are. */
public interface Lesson {

  /**
   * Prepares a batch, before anything is recorded.
   *
   * @param scope owner of what is prepared
   * @param rows positions in the training part
   */
  Batch prepare(NDManager scope, int[] rows);

  /** What the network is worth on examples that it does not learn from, after an epoch. */
  Optional<HeldOut> examine();

  /** A batch whose forward pass can be recorded. */
  @FunctionalInterface
  interface Batch {
    /** The forward pass. */
    Answer answer();
  }

  /**
   * What a network says of a batch.
   *
   * @param logits {@code [rows, classes]}, whose cross-entropy is made smaller
   * @param penalty {@code [rows, classes]} whose sum over the classes is made smaller beside it
   */
  record Answer(NDArray logits, Optional<NDArray> penalty) {}

  /** The forward pass that is trained. */
  @FunctionalInterface
  public interface Forward {
    /**
     * Logits of examples.
     *
     * @param rows positions in the training part
     * @return {@code [rows, classes]}
     */
    NDArray logits(NDManager scope, int[] rows);
  }

  /** The classes of the examples as they are. */
  static Lesson of(Forward forward) {
    return new Lesson() {
      @Override
      public Batch prepare(NDManager scope, int[] rows) {
        return () -> new Answer(forward.logits(scope, rows), Optional.empty());
      }

      @Override
      public Optional<HeldOut> examine() {
        return Optional.empty();
      }
    };
  }
}
