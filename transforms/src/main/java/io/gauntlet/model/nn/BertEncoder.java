package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.gauntlet.model.nn.ParameterSpec.Start;
import java.util.List;

/**
 * The encoder of BERT (Devlin et al. 2019): post-norm layers, exact GELU, learned positions;
 * tensors are named as in Hugging Face's {@code BertModel}. Written here because DJL's {@code
 * BertBlock} normalises over the batch.
 *
 * @param vocabulary number of word pieces
 * @param hidden width of a token, a multiple of {@code heads}
 * @param layers number of layers
 * @param heads attention heads
 * @param intermediate width of the feed-forward layer
 * @param positions longest input, in word pieces
 */
public record BertEncoder(
    int vocabulary, int hidden, int layers, int heads, int intermediate, int positions) {
  private static final String PREFIX = "text.";
  private static final String WORDS = PREFIX + "embeddings.word_embeddings";
  static final float EPSILON = 1e-12f;
  private static final float PENALTY = 1e9f;

  /** Checks that the heads divide the width. */
  public BertEncoder {
    if (heads < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden size " + hidden + " is no multiple of " + heads + " heads");
    }
  }

  /** An encoder for a laptop: two layers, 64 wide, at most 128 word pieces. */
  public static BertEncoder tiny(int vocabulary) {
    return new BertEncoder(vocabulary, 64, 2, 4, 128, 128);
  }

  /** The tensors it needs. */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    return declare().specs();
  }

  /**
   * Multiplications and additions of one forward pass over one caption, each pair counted once.
   *
   * @param length word pieces of the caption
   */
  public double multiplyAdds(int length) {
    double attention = 2.0 * length * hidden * layers;
    return (declare().multiplyAdds() + attention) * length;
  }

  private Declaration declare() {
    Declaration declare = new Declaration(1);
    String embeddings = PREFIX + "embeddings.";
    declare.embedding(WORDS, vocabulary, hidden);
    declare.embedding(embeddings + "position_embeddings", positions, hidden);
    declare.embedding(embeddings + "token_type_embeddings", 2, hidden);
    declare.layerNorm(embeddings + "LayerNorm", hidden);
    for (int layer = 0; layer < layers; layer++) {
      String name = layer(layer);
      for (String part : List.of("query", "key", "value")) {
        declare.linear(name + "attention.self." + part, hidden, hidden, Start.BERT);
      }
      declare.linear(name + "attention.output.dense", hidden, hidden, Start.BERT);
      declare.layerNorm(name + "attention.output.LayerNorm", hidden);
      declare.linear(name + "intermediate.dense", hidden, intermediate, Start.BERT);
      declare.linear(name + "output.dense", intermediate, hidden, Start.BERT);
      declare.layerNorm(name + "output.LayerNorm", hidden);
    }
    return declare;
  }

  /**
   * The hidden state of {@code [CLS]}, the first token.
   *
   * @param ids word pieces {@code [batch, length]}, int64
   * @param mask {@code [batch, length]}, int64: 1 for a token, 0 for padding
   * @return {@code [batch, hidden]}
   */
  public NDArray forward(Weights weights, NDArray ids, NDArray mask) {
    return states(weights, words(weights, ids), mask).get(":, 0");
  }

  /**
   * The vectors of word pieces, before places and segments are added.
   *
   * @param ids word pieces {@code [batch, length]}, int64
   * @return {@code [batch, length, hidden]}
   */
  public NDArray words(Weights weights, NDArray ids) {
    return Layers.embedding(weights, WORDS, ids);
  }

  /** The vectors of all word pieces, {@code [vocabulary, hidden]}. */
  NDArray table(Weights weights) {
    return weights.get(WORDS + ".weight");
  }

  /**
   * The last layer's hidden states.
   *
   * @param words from {@link #words}, or anything else in their space: {@code [batch, length,
   *     hidden]}
   * @param mask {@code [batch, length]}, int64: 1 for a token, 0 for padding
   * @return {@code [batch, length, hidden]}
   */
  public NDArray states(Weights weights, NDArray words, NDArray mask) {
    NDArray x = embed(weights, words, mask);
    NDArray bias = mask.toType(DataType.FLOAT32, true).sub(1).mul(PENALTY);
    bias = bias.reshape(mask.getShape().get(0), 1, 1, mask.getShape().get(1));
    for (int layer = 0; layer < layers; layer++) {
      String name = layer(layer);
      NDArray attended = attention(weights, name + "attention.self.", x, bias);
      attended = Layers.linear(weights, name + "attention.output.dense", attended);
      x = Layers.layerNorm(weights, name + "attention.output.LayerNorm", attended.add(x), EPSILON);
      NDArray wide = Activation.gelu(Layers.linear(weights, name + "intermediate.dense", x));
      NDArray fed = Layers.linear(weights, name + "output.dense", wide);
      x = Layers.layerNorm(weights, name + "output.LayerNorm", fed.add(x), EPSILON);
    }
    return x;
  }

  private NDArray embed(Weights weights, NDArray words, NDArray mask) {
    String embeddings = PREFIX + "embeddings.";
    NDArray places = mask.getManager().arange(0, (int) mask.getShape().get(1), 1, DataType.INT64);
    NDArray positions =
        Layers.embedding(weights, embeddings + "position_embeddings", places).expandDims(0);
    NDArray types =
        Layers.embedding(weights, embeddings + "token_type_embeddings", mask.zerosLike());
    return Layers.layerNorm(
        weights, embeddings + "LayerNorm", words.add(positions).add(types), EPSILON);
  }

  private NDArray attention(Weights weights, String name, NDArray x, NDArray bias) {
    NDArray query = heads(Layers.linear(weights, name + "query", x));
    NDArray key = heads(Layers.linear(weights, name + "key", x));
    NDArray value = heads(Layers.linear(weights, name + "value", x));
    NDArray scale = Gradients.constant(x.getManager(), 1 / Math.sqrt((double) hidden / heads));
    NDArray scores = NDArrays.matMul(query, key.transpose(0, 1, 3, 2)).mul(scale).add(bias);
    NDArray mixed = NDArrays.matMul(scores.softmax(-1), value);
    return mixed.transpose(0, 2, 1, 3).reshape(x.getShape());
  }

  private NDArray heads(NDArray x) {
    long batch = x.getShape().get(0);
    return x.reshape(batch, -1, heads, hidden / heads).transpose(0, 2, 1, 3);
  }

  private static String layer(int layer) {
    return PREFIX + "encoder.layer." + layer + ".";
  }
}
