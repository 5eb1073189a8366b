package io.gauntlet.model.pretrained;

import ai.djl.ndarray.NDManager;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.BertConfig;
import io.gauntlet.model.text.ClassPathFiles;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** A text encoder that others trained: its network, its tokenizer, and where its weights are. */
public final class PretrainedText {
  private static final String CONFIG = "config.json";
  private static final String MINI_LM = "all-minilm-l6-v2.onnx";
  private static final String MINI_LM_TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private final BertEncoder encoder;
  private final byte[] tokenizerJson;
  private final PretrainedWeights weights;

  private PretrainedText(BertEncoder encoder, byte[] tokenizerJson, PretrainedWeights weights)
      throws IOException {
    this.encoder = weights.fillsGaps() ? encoder.withMaskedWords() : encoder;
    this.tokenizerJson = tokenizerJson;
    this.weights = weights;
  }

  /** all-MiniLM-L6-v2, as a jar on the class path ships it. */
  public static PretrainedText miniLm() throws IOException {
    ClassPathFiles jar = new ClassPathFiles(Set.of(MINI_LM, MINI_LM_TOKENIZER));
    return checked(
        BertEncoder.miniLm(),
        TokenizerFiles.contents(jar, MINI_LM_TOKENIZER),
        new PretrainedWeights(jar, MINI_LM));
  }

  /**
   * A BERT as Hugging Face publishes it: weights, and beside them {@code config.json} and {@code
   * tokenizer.json} or {@code vocab.txt}.
   *
   * @throws IOException when a file is missing, damaged, or of another network
   */
  public static PretrainedText open(PretrainedWeights weights) throws IOException {
    CheckpointFiles folder = weights.folder();
    Set<String> names = folder.names();
    if (!names.contains(CONFIG)) {
      throw new IOException(
          "%s: there is no config.json beside it; fetch all files of the model".formatted(weights));
    }
    BertEncoder encoder =
        BertConfig.read(TokenizerFiles.contents(folder, CONFIG), folder.describe(CONFIG));
    byte[] tokenizer = new TokenizerFiles(folder, names).read();
    return checked(encoder, tokenizer, weights);
  }

  private static PretrainedText checked(
      BertEncoder encoder, byte[] tokenizerJson, PretrainedWeights weights) throws IOException {
    try (Tokenizer tokenizer = new Tokenizer(tokenizerJson, encoder.positions())) {
      for (Map.Entry<String, Integer> piece : tokenizer.vocabulary().entrySet()) {
        if (piece.getValue() < 0 || piece.getValue() >= encoder.vocabulary()) {
          throw new IOException(
              "%s: the tokenizer's word piece '%s' is number %s, and the network has %s; give the"
                      .formatted(
                          weights,
                          Quoted.of(piece.getKey()),
                          piece.getValue(),
                          encoder.vocabulary())
                  + " tokenizer of the same model");
        }
      }
      if (tokenizer.encode("").length != 2) {
        throw new IOException(
            weights
                + ": the tokenizer beside it does not put one piece before a text and one behind it,"
                + " as [CLS] and [SEP] are; save it again with transformers");
      }
    } catch (RuntimeException e) {
      throw new IOException(
          weights + ": the tokenizer beside it: " + Quoted.of(String.valueOf(e.getMessage())), e);
    }
    return new PretrainedText(encoder, tokenizerJson, weights);
  }

  /** Its network. */
  public BertEncoder encoder() {
    return encoder;
  }

  /** A tokenizer with its words, that cuts at its length. */
  public Tokenizer tokenizer() {
    return new Tokenizer(tokenizerJson, encoder.positions());
  }

  /**
   * Reads all of the weights and keeps nothing.
   *
   * @throws IOException when they are damaged, of another network, or hold what no network computes
   *     with
   */
  public void check() throws IOException {
    weights.check(encoder);
  }

  /** Its weights. */
  public Weights read(NDManager manager) throws IOException {
    return weights.read(manager, encoder);
  }

  /** The identity of weights, network and tokenizer: {@code sha256:} and 64 digits. */
  public String digest() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putUnencodedChars(weights.digest()).putUnencodedChars(encoder.toString());
    return "sha256:" + hasher.putBytes(tokenizerJson).hash();
  }
}
