package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.gauntlet.model.nn.ParameterSpec.Start;
import java.util.List;

/**
 * The masked-language-model head of BERT (Devlin et al. 2019, appendix A.1): a dense layer, GELU,
 * LayerNorm, and the transposed table of word vectors; tensors are named as in Hugging Face's
 * {@code BertForMaskedLM}.
 *
 * @param encoder whose hidden states it reads, and whose word vectors it shares
 */
public record MaskedWordHead(BertEncoder encoder) {
  private static final String TRANSFORM = "text.cls.predictions.transform.";
  private static final String BIAS = "text.cls.predictions.bias";

  /** Whether weights hold such a head. */
  public static boolean isIn(Weights weights) {
    return weights.tensors().containsKey(BIAS);
  }

  /** The tensors it needs beside those of its encoder. */
  public List<ParameterSpec> parameters() {
    Declaration declare = new Declaration(1);
    declare.linear(TRANSFORM + "dense", encoder.hidden(), encoder.hidden(), Start.BERT);
    declare.layerNorm(TRANSFORM + "LayerNorm", encoder.hidden());
    declare.bias(BIAS, encoder.vocabulary());
    return declare.specs();
  }

  /**
   * Scores every word piece.
   *
   * @param states hidden states {@code [tokens, hidden]}
   * @return logits {@code [tokens, vocabulary]}
   */
  public NDArray forward(Weights weights, NDArray states) {
    NDArray x = Activation.gelu(Layers.linear(weights, TRANSFORM + "dense", states));
    x = Layers.layerNorm(weights, TRANSFORM + "LayerNorm", x, (float) encoder.epsilon());
    return x.matMul(encoder.table(weights).transpose()).add(weights.get(BIAS));
  }
}
