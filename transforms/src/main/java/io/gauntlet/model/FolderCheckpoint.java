package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.hash.HashCode;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.train.TrainingCheckpoint;
import io.gauntlet.model.train.TrainingState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint in a model folder: the tensors in {@code checkpoint-EPOCH.safetensors}, then {@code
 * checkpoint.json}, which names that file with its hash. Only what the small file names is there: a
 * training that is killed before it is written resumes from the one before.
 *
 * <p>A rename overwrites, so two processes that train the same model do not shut each other out.
 * They need not: both write the same bytes.
 */
public final class FolderCheckpoint implements TrainingCheckpoint {
  private static final Logger LOG = LoggerFactory.getLogger(FolderCheckpoint.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  private static final String PREFIX = "checkpoint";
  private static final String MARKER = PREFIX + ".json";

  private final ModelFolder.Store store;
  private final String trainingDigest;
  private int epoch;

  /**
   * What is whole.
   *
   * @param trainingDigest of the training that it belongs to
   * @param file the tensors
   * @param hash of the file: SHA-256, in hexadecimal digits
   * @param state where the training is
   */
  record Marker(String trainingDigest, String file, String hash, TrainingState state) {
    Marker {
      Objects.requireNonNull(trainingDigest);
      Objects.requireNonNull(file);
      Objects.requireNonNull(hash);
      Objects.requireNonNull(state);
    }
  }

  /**
   * The checkpoint of one training.
   *
   * @param store the model's folder
   * @param trainingDigest digest of everything that decides the result; a checkpoint of another
   *     training is left alone until it is overwritten
   */
  public FolderCheckpoint(ModelFolder.Store store, String trainingDigest) {
    this.store = store;
    this.trainingDigest = trainingDigest;
  }

  @Override
  public Optional<TrainingState> restore(SortedMap<String, NDArray> tensors) throws IOException {
    try {
      Marker marker = JSON.readValue(store.read(MARKER), Marker.class);
      if (!marker.trainingDigest().equals(trainingDigest)) {
        return ignore("it is of other data, another network or another recipe");
      }
      if (!store.hash(marker.file()).toString().equals(marker.hash())) {
        return ignore(store.describe(marker.file()) + " is not what was written");
      }
      if (!read(marker.file(), tensors)) {
        return ignore(store.describe(marker.file()) + " holds the tensors of another network");
      }
      epoch = marker.state().epoch();
      return Optional.of(marker.state());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return ignore("it is not a checkpoint of this version: " + e.getOriginalMessage());
    }
  }

  private Optional<TrainingState> ignore(String why) {
    LOG.warn("{} is ignored and training starts anew: {}", store.describe(MARKER), why);
    return Optional.empty();
  }

  private boolean read(String file, SortedMap<String, NDArray> tensors) throws IOException {
    try (Checkpoint checkpoint = Checkpoints.open(store, file)) {
      if (!Maps.transformValues(checkpoint.tensors(), tensor -> tensor.shape())
          .equals(Maps.transformValues(tensors, NDArray::getShape))) {
        return false;
      }
      for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
        tensor.getValue().set(FloatBuffer.wrap(checkpoint.read(tensor.getKey())));
      }
      return true;
    }
  }

  @Override
  public void save(TrainingState state, SortedMap<String, NDArray> tensors) throws IOException {
    String file = PREFIX + "-" + state.epoch() + ".safetensors";
    SortedMap<String, Shape> shapes =
        ImmutableSortedMap.copyOf(Maps.transformValues(tensors, NDArray::getShape));
    HashCode hash =
        store.writeHashed(
            file,
            stream ->
                SafetensorsWriter.write(stream, shapes, name -> tensors.get(name).toFloatArray()));
    Marker marker = new Marker(trainingDigest, file, hash.toString(), state);
    store.write(MARKER, JSON.writeValueAsBytes(marker));
    epoch = state.epoch();
    // What is half written stays: it may be that of another attempt, which is at it.
    delete(name -> name.startsWith(PREFIX) && !name.equals(MARKER) && !name.equals(file));
  }

  @Override
  public String describe() {
    return epoch == 0
        ? "there is none yet"
        : store.describe(MARKER) + ", at the end of epoch " + epoch;
  }

  /** Deletes all checkpoints, and what a killed process left half written. */
  static void clear(ModelFolder.Store store) throws IOException {
    new FolderCheckpoint(store, "").delete(name -> name.startsWith(PREFIX) || name.startsWith("."));
  }

  private void delete(Predicate<String> old) throws IOException {
    store.delete(store.names().stream().filter(old).toList());
  }
}
