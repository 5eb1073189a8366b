package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

/** What an attacker of a two-class victim makes larger. */
public enum Loss {
  /**
   * Cross-entropy; with two classes it is softplus of the wrong class's lead, which is how it is
   * computed here: its gradient then keeps its direction until float32 underflows, where {@code
   * log(softmax)} loses it from a lead of 17.
   */
  CROSS_ENTROPY {
    @Override
    NDArray of(NDArray lead) {
      return Activation.relu(lead).add(lead.abs().neg().exp().add(1).log());
    }
  },
  /** The wrong class's lead itself, which never saturates. */
  MARGIN {
    @Override
    NDArray of(NDArray lead) {
      return lead;
    }
  };

  abstract NDArray of(NDArray lead);

  /**
   * The loss of each example.
   *
   * @param logits {@code [batch, 2]}
   * @param labels {@code [batch]}, 0 or 1
   * @return {@code [batch]}
   */
  public NDArray of(NDArray logits, NDArray labels) {
    NDArray sign = labels.toType(DataType.FLOAT32, true).mul(-2).add(1);
    NDArray lead = logits.get(":, 1").sub(logits.get(":, 0")).mul(sign);
    return of(lead);
  }
}
