package io.gauntlet.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.model.nn.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a classifier: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json}
 * and {@code card.json}, which is written last and says by its digests that the others are whole.
 *
 * <p>Its identity is a digest of what decides its logits: the card, which holds times and options,
 * does not count.
 */
public final class ModelFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TOKENIZER = "tokenizer.json";

  private ModelFolder() {}

  /** Where the files of a folder are: on disk or in a bucket. */
  public interface Store {
    /** Reads a file whole. */
    byte[] read(String name) throws IOException;

    /** Writes a file aside, then renames it into place. */
    void write(String name, byte[] contents) throws IOException;
  }

  /** The files that decide a classifier's logits, by name. */
  public static Map<String, byte[]> files(Classifier classifier) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(CONFIG, JSON.writeValueAsBytes(classifier.architecture()));
    Weights weights = null;
    if (classifier instanceof TrainableClassifier trained) {
      weights = trained.weights();
      if (trained.tokenizer() != null) {
        files.put(TOKENIZER, trained.tokenizer().json());
      }
    } else if (classifier instanceof DecisionFusion fusion) {
      weights = fusion.weights();
    }
    if (weights != null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      weights.write(bytes);
      files.put(WEIGHTS, bytes.toByteArray());
    }
    return files;
  }

  /** The identity of files: {@code sha256:} and 64 hexadecimal digits. */
  public static String digest(Map<String, byte[]> files) {
    Hasher hasher = Hashing.sha256().newHasher();
    new TreeMap<>(files)
        .forEach(
            (name, contents) ->
                hasher
                    .putString(name, StandardCharsets.UTF_8)
                    .putByte((byte) 0)
                    .putLong(contents.length)
                    .putBytes(contents));
    return "sha256:" + hasher.hash();
  }

  /**
   * Writes a classifier, its card last.
   *
   * @return the digest
   */
  public static String write(Store store, Classifier classifier, ModelCard card)
      throws IOException {
    Map<String, byte[]> files = files(classifier);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      store.write(file.getKey(), file.getValue());
    }
    String digest = digest(files);
    store.write(ModelCard.FILE, JSON.writeValueAsBytes(card.withDigest(digest)));
    return digest;
  }

  /**
   * Reads the card.
   *
   * @throws IOException when there is none: the folder was not finished
   */
  public static ModelCard card(Store store) throws IOException {
    return JSON.readValue(store.read(ModelCard.FILE), ModelCard.class);
  }

  /**
   * Opens a classifier and checks that it is the one that was meant.
   *
   * @param digest as in the reference to the folder
   * @param parents the frozen classifiers it may be made of, by name; borrowed
   * @throws IOException when a file is missing or broken, or the digest another
   */
  public static Classifier open(
      NDManager manager, Store store, String digest, Map<String, Classifier> parents)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(CONFIG, store.read(CONFIG));
    Architecture architecture = JSON.readValue(files.get(CONFIG), Architecture.class);
    Fusion fusion = architecture.fusion();
    if (fusion != Fusion.ENSEMBLE) {
      files.put(WEIGHTS, store.read(WEIGHTS));
    }
    if (architecture.text() != null) {
      files.put(TOKENIZER, store.read(TOKENIZER));
    }
    String found = digest(files);
    if (!found.equals(digest)) {
      throw new IOException(
          "the model folder holds %s, not %s; train the model again".formatted(found, digest));
    }
    Weights weights = null;
    if (fusion != Fusion.ENSEMBLE) {
      weights =
          Weights.read(
              manager,
              new ByteArrayInputStream(files.get(WEIGHTS)),
              architecture.parameters(),
              WEIGHTS);
    }
    if (fusion == Fusion.LATE || fusion == Fusion.ENSEMBLE) {
      return new DecisionFusion(
          architecture, parent(parents, Fusion.IMAGE), parent(parents, Fusion.TEXT), weights);
    }
    Tokenizer tokenizer =
        architecture.text() == null
            ? null
            : new Tokenizer(files.get(TOKENIZER), architecture.text().positions());
    return new TrainableClassifier(architecture, weights, tokenizer);
  }

  private static Classifier parent(Map<String, Classifier> parents, Fusion fusion)
      throws IOException {
    Classifier parent = parents.get(fusion.classifier());
    if (parent == null) {
      throw new IOException("the model needs the classifier " + fusion.classifier() + " beside it");
    }
    return parent;
  }
}
