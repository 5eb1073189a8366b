package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.nn.operator.Mode;

/**
 * A BERT with its weights. It can be entered by the numbers of word pieces or by their vectors,
 * which can be differentiated, and left by the states of all tokens or of the first one. The
 * weights are closed by the caller that made them.
 */
public final class BertNetwork {
  private final BertEncoder encoder;
  private final Network words;
  private final Network states;
  private final Network first;

  /**
   * Binds an encoder to its tensors.
   *
   * @throws IllegalArgumentException when a tensor is missing
   */
  public BertNetwork(BertEncoder encoder, Weights weights) {
    this.encoder = encoder;
    this.words = new Network(encoder.wordsGraph(), weights);
    this.states = new Network(encoder.statesGraph(), weights);
    this.first = new Network(encoder.firstGraph(), weights);
  }

  /** What it computes. */
  public BertEncoder encoder() {
    return encoder;
  }

  /** What it reads. */
  public Weights weights() {
    return words.weights();
  }

  /**
   * The hidden state of {@code [CLS]}, the first token.
   *
   * @param ids word pieces {@code [batch, length]}, int64
   * @param mask {@code [batch, length]}, int64: 1 for a token, 0 for padding
   * @return {@code [batch, hidden]}
   */
  public NDArray forward(NDArray ids, NDArray mask, Mode mode) {
    return first.forward(mode, words.forward(mode, ids), mask);
  }

  /**
   * The vectors of word pieces, before positions and segments are added.
   *
   * @param ids word pieces {@code [batch, length]}, int64
   * @return {@code [batch, length, hidden]}
   */
  public NDArray words(NDArray ids) {
    return words.forward(Mode.INFERENCE, ids);
  }

  /**
   * The last layer's hidden states.
   *
   * @param words from {@link #words}, or anything else in their space: {@code [batch, length,
   *     hidden]}
   * @param mask {@code [batch, length]}, int64: 1 for a token, 0 for padding
   * @return {@code [batch, length, hidden]}
   */
  public NDArray states(NDArray words, NDArray mask) {
    return states.forward(Mode.INFERENCE, words, mask);
  }

  /**
   * The last layer's hidden state of the first token, as in {@link #states}; the last layer
   * computes no other.
   *
   * @return {@code [batch, hidden]}
   */
  public NDArray first(NDArray words, NDArray mask) {
    return first.forward(Mode.INFERENCE, words, mask);
  }
}
