package io.gauntlet.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.hash.HashingOutputStream;
import io.gauntlet.data.ThresholdField;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a victim: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json} and
 * {@code card.json}, which is written last and says by its digests that the others are whole.
 *
 * <p>Its identity is a digest of what decides its logits: the card, which holds times and options,
 * does not count.
 */
public final class ModelFolder {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerSubtypes(ImageNetwork.families())
          .build();
  private static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.safetensors";
  static final String TOKENIZER = "tokenizer.json";

  private ModelFolder() {}

  /** The files of a folder, on disk or in a bucket. */
  public interface Store extends CheckpointFiles {

    /** Writes a file aside, then renames it into place. */
    void write(String name, Contents contents) throws IOException;

    /** Deletes files; those that are not there are no error. */
    void delete(Collection<String> names) throws IOException;

    /** Writes a small file. */
    default void write(String name, byte[] contents) throws IOException {
      write(name, stream -> stream.write(contents));
    }

    /** The SHA-256 of a file. */
    default HashCode hash(String name) throws IOException {
      try (InputStream stream = Channels.newInputStream(open(name));
          HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), stream)) {
        hashing.transferTo(OutputStream.nullOutputStream());
        return hashing.hash();
      }
    }

    /** Writes a file; the SHA-256 of what was written. */
    default HashCode writeHashed(String name, Contents contents) throws IOException {
      HashCode[] hash = new HashCode[1];
      write(
          name,
          stream -> {
            HashingOutputStream hashing = new HashingOutputStream(Hashing.sha256(), stream);
            contents.to(hashing);
            hash[0] = hashing.hash();
          });
      return hash[0];
    }
  }

  /** What a file will hold; the same bytes however often it is asked. */
  @FunctionalInterface
  public interface Contents {
    /** Writes it. */
    void to(OutputStream stream) throws IOException;
  }

  /** The files that decide a victim's logits, by name. */
  private static SortedMap<String, Contents> files(TrainedVictim victim) throws IOException {
    SortedMap<String, Contents> files = new TreeMap<>();
    ObjectNode tree = JSON.valueToTree(victim.architecture());
    ThresholdField.put(tree, victim.operatingPoint());
    byte[] config = JSON.writeValueAsBytes(tree);
    files.put(CONFIG, stream -> stream.write(config));
    victim
        .ownTokenizer()
        .map(Tokenizer::json)
        .ifPresent(json -> files.put(TOKENIZER, stream -> stream.write(json)));
    victim.ownWeights().ifPresent(weights -> files.put(WEIGHTS, weights::write));
    return files;
  }

  /**
   * Writes a victim, its card last; then the checkpoints of its training are deleted.
   *
   * @return the digest
   */
  public static String write(Store store, TrainedVictim victim, ModelCard card) throws IOException {
    Map<String, HashCode> written = new TreeMap<>();
    for (Map.Entry<String, Contents> file : files(victim).entrySet()) {
      written.put(file.getKey(), store.writeHashed(file.getKey(), file.getValue()));
    }
    String digest = digest(written);
    store.write(ModelCard.FILE, JSON.writeValueAsBytes(card.withDigest(digest)));
    clearCheckpoints(store);
    return digest;
  }

  /**
   * Writes a victim, unless another attempt at the same training has ended meanwhile: its model
   * stays, for who comes next may be reading it already, and on another machine, or on a GPU at
   * all, the same training may end with other bits.
   *
   * @return the digest of the model that is there
   */
  public static String publish(Store store, TrainedVictim victim, ModelCard card)
      throws IOException {
    Optional<String> other = finished(store, card.trainingDigest());
    if (other.isPresent()) {
      clearCheckpoints(store);
      return other.get();
    }
    return write(store, victim, card);
  }

  /** The digest of the model of a training that ended here; empty where none did. */
  public static Optional<String> finished(Store store, String trainingDigest) {
    try {
      ModelCard card = card(store);
      return card.trainingDigest().equals(trainingDigest)
          ? Optional.of(card.digest())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Deletes what a training that is finished, or was killed, has left beside the model. */
  public static void clearCheckpoints(Store store) throws IOException {
    FolderCheckpoint.clear(store);
  }

  /** The identity of files: {@code sha256:} and 64 hexadecimal digits. */
  private static String digest(Map<String, HashCode> files) {
    Hasher hasher = Hashing.sha256().newHasher();
    files.forEach(
        (name, hash) ->
            hasher
                .putString(name, StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putBytes(hash.asBytes()));
    return "sha256:" + hasher.hash();
  }

  /**
   * Reads the card.
   *
   * @throws IOException when there is none: the folder was not finished
   */
  public static ModelCard card(Store store) throws IOException {
    byte[] card = store.read(ModelCard.FILE);
    try {
      return JSON.readValue(card, ModelCard.class);
    } catch (JsonProcessingException e) {
      throw unreadable(store, ModelCard.FILE, e);
    }
  }

  /**
   * What the victim of a folder is made of; empty for one that a user brings.
   *
   * @param own the kinds of victims that users bring
   * @throws IOException when it cannot be read
   */
  public static Optional<Architecture> architecture(Store store, VictimCatalogue own)
      throws IOException {
    return own.describes(store)
        ? Optional.empty()
        : Optional.of(made(store, tree(store, store.read(CONFIG))));
  }

  private static ObjectNode tree(Store store, byte[] config) throws IOException {
    try {
      return JSON.readValue(config, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw unreadable(store, CONFIG, e);
    }
  }

  private static Architecture made(Store store, ObjectNode config) throws IOException {
    try {
      return JSON.treeToValue(ThresholdField.without(config), Architecture.class);
    } catch (JsonProcessingException e) {
      throw unreadable(store, CONFIG, e);
    }
  }

  private static IOException unreadable(Store store, String name, JsonProcessingException e) {
    return new IOException(
        store.describe(name)
            + " is not what a training writes; bring it back, or train the model again",
        e);
  }

  /**
   * Opens a victim and checks that it is the one that was meant.
   *
   * @param digest as in the reference to the folder
   * @param parents the frozen victims it may be made of, by name; borrowed
   * @param own the kinds of victims that users bring
   * @throws IOException when a file is missing or broken, or the digest another
   */
  public static Victim open(
      NDManager manager,
      Store store,
      String digest,
      Map<String, Victim> parents,
      VictimCatalogue own)
      throws IOException {
    Optional<OwnVictim> brought = own.find(store);
    if (brought.isPresent()) {
      return brought.get().open(manager, digest);
    }
    byte[] config = store.read(CONFIG);
    ObjectNode tree = tree(store, config);
    Architecture architecture = made(store, tree);
    FolderParts parts = new FolderParts(manager, store, architecture, parents);
    parts.check(config, digest);
    return architecture.assemble(parts).at(ThresholdField.of(tree));
  }

  /** The parts of a victim, as files of its folder and as victims beside it. */
  private record FolderParts(
      NDManager manager, Store store, Architecture architecture, Map<String, Victim> parents)
      implements VictimParts {

    /** Compares the digest of what is there with the one that was meant. */
    void check(byte[] config, String digest) throws IOException {
      Map<String, HashCode> files = new TreeMap<>();
      files.put(CONFIG, Hashing.sha256().hashBytes(config));
      for (String name : architecture.files()) {
        files.put(name, store.hash(name));
      }
      String found = digest(files);
      if (!found.equals(digest)) {
        throw new IOException(
            "the model folder holds %s, not %s; train the model again".formatted(found, digest));
      }
    }

    @Override
    public Weights weights() throws IOException {
      try (Checkpoint checkpoint = Checkpoints.open(store, WEIGHTS)) {
        return Weights.read(manager, checkpoint, architecture.parameters());
      }
    }

    @Override
    public Tokenizer tokenizer(int longest) throws IOException {
      return new Tokenizer(store.read(TOKENIZER), longest);
    }

    @Override
    public List<Branch> branches(Collection<String> names) throws IOException {
      List<Branch> branches = new ArrayList<>();
      for (String name : names) {
        Victim parent = parents.get(name);
        if (parent == null) {
          throw new IOException("the model needs the victim " + name + " beside it");
        }
        branches.addAll(parent.branches().values());
      }
      return branches;
    }
  }
}
