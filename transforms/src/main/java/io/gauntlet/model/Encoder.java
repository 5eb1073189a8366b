package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.text.Tokenizer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A network over one modality of a study, as a victim trains it and makes a branch of it. */
interface Encoder {

  /**
   * Features while training.
   *
   * @return {@code [batch, features]}
   */
  NDArray trainingFeatures(NDManager scope, StudyInputs studies, Mode mode);

  /** The same encoder, quicker to evaluate and never trained again. */
  Encoder frozen();

  /**
   * A branch that ends in a function of the features.
   *
   * @param end from {@code [batch, features]} to {@code [batch, width of the branch]}
   */
  Branch branch(UnaryOperator<NDArray> end);

  /** The tokenizer of a text encoder. */
  Optional<Tokenizer> tokenizer();
}
