package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gauntlet.model.nn.ParameterSpec.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoder of BERT (Devlin et al. 2019): post-norm layers, exact GELU, learned positions;
 * tensors are named as in Hugging Face's {@code BertModel}. Written here because DJL's {@code
 * BertBlock} normalises over the batch.
 *
 * <p>As JSON it is a Hugging Face {@code config.json}: {@code BertConfig(**json)} is the same
 * network in Python.
 *
 * @param vocabulary number of word pieces
 * @param hidden width of a token, a multiple of {@code heads}
 * @param layers number of layers
 * @param heads attention heads
 * @param intermediate width of the feed-forward layer
 * @param positions longest input, in word pieces
 * @param segments of an input, such as question and answer; captions are the first of them
 * @param epsilon of the layer norms
 * @param maskedWords whether it keeps the head that filled its gaps while it was pretrained
 */
public record BertEncoder(
    @JsonProperty("vocab_size") int vocabulary,
    @JsonProperty("hidden_size") int hidden,
    @JsonProperty("num_hidden_layers") int layers,
    @JsonProperty("num_attention_heads") int heads,
    @JsonProperty("intermediate_size") int intermediate,
    @JsonProperty("max_position_embeddings") int positions,
    @JsonProperty("type_vocab_size") int segments,
    @JsonProperty("layer_norm_eps") double epsilon,
    @JsonProperty("masked_words") boolean maskedWords) {
  private static final String PREFIX = "text.";
  private static final String WORDS = PREFIX + "embeddings.word_embeddings";
  private static final float PENALTY = 1e9f;

  /** Checks that there is a layer, and that the heads divide the width. */
  public BertEncoder {
    if (layers < 1) {
      throw new IllegalArgumentException("a BERT has at least 1 layer, not " + layers);
    }
    if (heads < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden size " + hidden + " is no multiple of " + heads + " heads");
    }
  }

  /** An encoder as published: two segments, layer norms with an epsilon of 1e-12. */
  public BertEncoder(
      int vocabulary, int hidden, int layers, int heads, int intermediate, int positions) {
    this(vocabulary, hidden, layers, heads, intermediate, positions, 2, 1e-12, false);
  }

  /** An encoder for a laptop: two layers, 64 wide, at most 128 word pieces. */
  public static BertEncoder tiny(int vocabulary) {
    return new BertEncoder(vocabulary, 64, 2, 4, 128, 128);
  }

  /** all-MiniLM-L6-v2, distilled from BERT (Wang et al. 2020): 6 layers, 384 wide. */
  public static BertEncoder miniLm() {
    return new BertEncoder(30522, 384, 6, 12, 1536, 512);
  }

  /** Bio_ClinicalBERT (Alsentzer et al. 2019), BERT base with BioBERT's words: 12 layers, 768. */
  public static BertEncoder clinicalBert() {
    return new BertEncoder(28996, 768, 12, 12, 3072, 512);
  }

  /** The same encoder, keeping the head that fills gaps. */
  public BertEncoder withMaskedWords() {
    return new BertEncoder(
        vocabulary, hidden, layers, heads, intermediate, positions, segments, epsilon, true);
  }

  /** What Python's libraries look for first. */
  @JsonProperty(value = "model_type", access = JsonProperty.Access.READ_ONLY)
  public String modelType() {
    return "bert";
  }

  /** The tensors it needs. */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>(declare().specs());
    if (maskedWords) {
      for (ParameterSpec spec : new MaskedWordHead(this).parameters()) {
        specs.add(new ParameterSpec(spec.name(), spec.shape(), Start.KEPT));
      }
    }
    return specs;
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
    declare.embedding(embeddings + "token_type_embeddings", segments, hidden);
    declare.layerNorm(embeddings + "LayerNorm", hidden);
    for (int layer = 0; layer < layers; layer++) {
      String name = name(layer);
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
    return first(weights, words(weights, ids), mask);
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
    NDArray bias = bias(mask);
    NDArray x = embed(weights, words, mask);
    for (int layer = 0; layer < layers; layer++) {
      x = layer(weights, layer, x, x, bias);
    }
    return x;
  }

  /**
   * The last layer's hidden state of the first token, as in {@link #states}; the last layer is
   * asked for no other.
   *
   * @return {@code [batch, hidden]}
   */
  public NDArray first(Weights weights, NDArray words, NDArray mask) {
    NDArray bias = bias(mask);
    NDArray x = embed(weights, words, mask);
    for (int layer = 0; layer < layers - 1; layer++) {
      x = layer(weights, layer, x, x, bias);
    }
    NDArray first = x.get(":, 0:1");
    return layer(weights, layers - 1, first, x, bias).get(":, 0");
  }

  /** What is added to the scores of the tokens that are attended to: nothing, or far too little. */
  private static NDArray bias(NDArray mask) {
    Shape shape = mask.getShape();
    return mask.toType(DataType.FLOAT32, true)
        .sub(1)
        .mul(PENALTY)
        .reshape(shape.get(0), 1, 1, shape.get(1));
  }

  /**
   * One layer.
   *
   * @param asked the tokens whose states are asked for: {@code [batch, asked, hidden]}
   * @param x all tokens, which they attend to: {@code [batch, length, hidden]}
   */
  private NDArray layer(Weights weights, int layer, NDArray asked, NDArray x, NDArray bias) {
    String name = name(layer);
    NDArray attended = attention(weights, name + "attention.self.", asked, x, bias);
    attended = Layers.linear(weights, name + "attention.output.dense", attended).add(asked);
    NDArray y =
        Layers.layerNorm(weights, name + "attention.output.LayerNorm", attended, (float) epsilon);
    NDArray wide = Activation.gelu(Layers.linear(weights, name + "intermediate.dense", y));
    NDArray fed = Layers.linear(weights, name + "output.dense", wide).add(y);
    return Layers.layerNorm(weights, name + "output.LayerNorm", fed, (float) epsilon);
  }

  private NDArray embed(Weights weights, NDArray words, NDArray mask) {
    String embeddings = PREFIX + "embeddings.";
    NDArray places = mask.getManager().arange(0, (int) mask.getShape().get(1), 1, DataType.INT64);
    NDArray positions =
        Layers.embedding(weights, embeddings + "position_embeddings", places).expandDims(0);
    NDArray types =
        Layers.embedding(weights, embeddings + "token_type_embeddings", mask.zerosLike());
    return Layers.layerNorm(
        weights, embeddings + "LayerNorm", words.add(positions).add(types), (float) epsilon);
  }

  private NDArray attention(Weights weights, String name, NDArray asked, NDArray x, NDArray bias) {
    NDArray query = Layers.linear(weights, name + "query", asked);
    NDArray key = heads(Layers.linear(weights, name + "key", x));
    NDArray value = heads(Layers.linear(weights, name + "value", x));
    NDArray scale = Gradients.constant(x.getManager(), 1 / Math.sqrt((double) hidden / heads));
    NDArray scores = NDArrays.matMul(heads(query.mul(scale)), key.transpose(0, 1, 3, 2)).add(bias);
    NDArray mixed = NDArrays.matMul(scores.softmax(-1), value);
    return mixed.transpose(0, 2, 1, 3).reshape(asked.getShape());
  }

  private NDArray heads(NDArray x) {
    long batch = x.getShape().get(0);
    return x.reshape(batch, -1, heads, hidden / heads).transpose(0, 2, 1, 3);
  }

  private static String name(int layer) {
    return PREFIX + "encoder.layer." + layer + ".";
  }
}
