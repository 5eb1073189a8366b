package io.gauntlet.model.nn;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.Reshape;
import io.gauntlet.model.nn.operator.TokenOperator;
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
  /** What is put before the names of all tensors. */
  static final String PREFIX = "text.";

  /** The layer of the word pieces' vectors. */
  static final String WORDS = "embeddings.word_embeddings";

  public BertEncoder {
    if (layers < 1) {
      throw new IllegalArgumentException("a BERT has at least 1 layer, not " + layers);
    }
    if (heads < 1 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden size " + hidden + " is not a multiple of " + heads + " heads");
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

  /** The tensors that it needs. */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>(wordsGraph().parameters());
    specs.addAll(statesGraph().parameters());
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
    return statesGraph().multiplyAdds(new Shape(1, length, hidden), new Shape(1, length));
  }

  /** From the numbers of word pieces {@code [batch, length]}, int64, to their vectors. */
  Graph wordsGraph() {
    GraphBuilder graph = new GraphBuilder(PREFIX);
    Value ids = graph.input("ids", 1);
    return graph.build(graph.embedding(WORDS, ids, vocabulary, hidden));
  }

  /**
   * From the vectors of word pieces {@code [batch, length, hidden]} and their mask {@code [batch,
   * length]}, int64, to the hidden states of the last layer {@code [batch, length, hidden]}.
   */
  Graph statesGraph() {
    GraphBuilder graph = new GraphBuilder(PREFIX);
    Value words = graph.input("words", hidden);
    Value mask = graph.input("mask", 1);
    Value bias = graph.apply(TokenOperator.ATTENTION_BIAS, mask);
    Value x = layers(graph, layers, embedded(graph, words, mask), bias);
    return graph.build(x);
  }

  /**
   * As {@link #statesGraph}, for the state of the first token {@code [batch, hidden]}; the last
   * layer computes no other.
   */
  Graph firstGraph() {
    GraphBuilder graph = new GraphBuilder(PREFIX);
    Value words = graph.input("words", hidden);
    Value mask = graph.input("mask", 1);
    Value bias = graph.apply(TokenOperator.ATTENTION_BIAS, mask);
    Value x = layers(graph, layers - 1, embedded(graph, words, mask), bias);
    Value first = layer(graph, layers - 1, graph.apply(TokenOperator.FIRST, x), x, bias);
    return graph.build(graph.apply(new Reshape(List.of(0L, -1L)), first));
  }

  private Value embedded(GraphBuilder graph, Value words, Value mask) {
    Value places = graph.apply(TokenOperator.POSITIONS, mask);
    Value position = graph.embedding("embeddings.position_embeddings", places, positions, hidden);
    Value kinds = graph.apply(TokenOperator.SEGMENTS, mask);
    Value segment = graph.embedding("embeddings.token_type_embeddings", kinds, segments, hidden);
    Value sum = graph.sum(graph.sum(words, position), segment);
    return graph.layerNorm("embeddings.LayerNorm", sum, (float) epsilon);
  }

  private Value layers(GraphBuilder graph, int count, Value embedded, Value bias) {
    Value x = embedded;
    for (int layer = 0; layer < count; layer++) {
      x = layer(graph, layer, x, x, bias);
    }
    return x;
  }

  /**
   * Adds one layer.
   *
   * @param asked the tokens whose states are asked for: {@code [batch, asked, hidden]}
   * @param x all tokens, which they attend to: {@code [batch, length, hidden]}
   */
  private Value layer(GraphBuilder graph, int layer, Value asked, Value x, Value bias) {
    String name = "encoder.layer." + layer + ".";
    Value queries = graph.linear(name + "attention.self.query", asked, hidden, Start.BERT);
    Value keys = graph.linear(name + "attention.self.key", x, hidden, Start.BERT);
    Value values = graph.linear(name + "attention.self.value", x, hidden, Start.BERT);
    Value mixed = graph.attention(heads, queries, keys, values, bias);
    Value attended = graph.linear(name + "attention.output.dense", mixed, hidden, Start.BERT);
    Value y = graph.sum(attended, asked);
    y = graph.layerNorm(name + "attention.output.LayerNorm", y, (float) epsilon);
    Value wide = graph.linear(name + "intermediate.dense", y, intermediate, Start.BERT);
    wide = graph.apply(Elementwise.GELU, wide);
    Value fed = graph.sum(graph.linear(name + "output.dense", wide, hidden, Start.BERT), y);
    return graph.layerNorm(name + "output.LayerNorm", fed, (float) epsilon);
  }
}
