package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.Mode;
import java.util.List;

/**
 * The masked-language-model head of BERT (Devlin et al. 2019, appendix A.1): a dense layer, GELU,
 * LayerNorm, and the transposed table of word vectors; tensors are named as in Hugging Face's
 * {@code BertForMaskedLM}.
 *
 * @param encoder whose hidden states it reads, and whose word vectors it shares
 */
public record MaskedWordHead(BertEncoder encoder) {
  private static final String NAME = "cls.predictions.";
  private static final String BIAS = NAME + "bias";

  /** Whether weights hold such a head. */
  public static boolean isIn(Weights weights) {
    return weights.tensors().containsKey(BertEncoder.PREFIX + BIAS);
  }

  /** The tensors that it needs beside those of its encoder. */
  public List<ParameterSpec> parameters() {
    return graph().parameters().stream()
        .filter(spec -> spec.name().startsWith(BertEncoder.PREFIX + NAME))
        .toList();
  }

  private Graph graph() {
    GraphBuilder graph = new GraphBuilder(BertEncoder.PREFIX);
    Value x = graph.input("states", encoder.hidden());
    x = graph.linear(NAME + "transform.dense", x, encoder.hidden(), Start.BERT);
    x = graph.apply(Elementwise.GELU, x);
    x = graph.layerNorm(NAME + "transform.LayerNorm", x, (float) encoder.epsilon());
    return graph.build(graph.scores(BertEncoder.WORDS, x, encoder.vocabulary(), BIAS));
  }

  /**
   * Scores every word piece.
   *
   * @param states hidden states {@code [tokens, hidden]}
   * @return logits {@code [tokens, vocabulary]}
   */
  public NDArray forward(Weights weights, NDArray states) {
    return new Network(graph(), weights).forward(Mode.INFERENCE, states);
  }
}
