package io.gauntlet.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.JsonObjects;
import io.gauntlet.data.Quoted;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Weights over several files, as Hugging Face splits them: an index says which tensor is where. */
final class ShardedCheckpoint implements Checkpoint {
  private static final long LONGEST_INDEX = 8 << 20;

  private final String source;
  private final Map<String, Checkpoint> shards;
  private final Map<String, Checkpoint> places = new HashMap<>();
  private final ImmutableSortedMap<String, TensorInfo> tensors;

  private ShardedCheckpoint(
      String source, Map<String, Checkpoint> shards, Map<String, String> files) throws IOException {
    this.source = source;
    this.shards = shards;
    Map<String, TensorInfo> found = new TreeMap<>();
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Checkpoint shard = shards.get(entry.getValue());
      TensorInfo tensor = shard.tensors().get(entry.getKey());
      if (tensor == null) {
        throw new IOException(
            "%s: tensor %s is not in %s, where the index puts it"
                .formatted(source, entry.getKey(), shard.source()));
      }
      found.put(entry.getKey(), tensor);
      places.put(entry.getKey(), shard);
    }
    this.tensors = ImmutableSortedMap.copyOf(found);
  }

  /** The file of each tensor, as the index says. */
  static Map<String, String> places(CheckpointFiles folder, String index) throws IOException {
    String source = folder.describe(index);
    Map<String, String> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : weightMap(folder, index, source).properties()) {
      TensorInfo.checkedName(entry.getKey(), source);
      String file = entry.getValue().asText();
      if (file.isEmpty()
          || file.startsWith(".")
          || !file.equals(Quoted.of(file))
          || file.contains("/")
          || file.contains("\\")) {
        throw new IOException(
            "%s: tensor %s is said to be in '%s', which is not a file of this folder"
                .formatted(source, entry.getKey(), Quoted.of(file)));
      }
      files.put(entry.getKey(), file);
    }
    return files;
  }

  static ShardedCheckpoint open(CheckpointFiles folder, String index) throws IOException {
    String source = folder.describe(index);
    Map<String, String> files = places(folder, index);
    Map<String, Checkpoint> shards = new TreeMap<>();
    try {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        String file = entry.getValue();
        if (!shards.containsKey(file)) {
          shards.put(file, shard(folder, file, source, entry.getKey()));
        }
      }
      return new ShardedCheckpoint(source, shards, files);
    } catch (IOException | RuntimeException e) {
      close(shards);
      throw e;
    }
  }

  private static Checkpoint shard(CheckpointFiles folder, String file, String source, String tensor)
      throws IOException {
    if (file.endsWith(".json")) {
      throw new IOException(
          "%s: tensor %s is said to be in '%s', which holds no tensors"
              .formatted(source, tensor, file));
    }
    try {
      return Checkpoints.open(folder, file);
    } catch (FileNotFoundException e) {
      throw new IOException(
          "%s: the file %s with tensor %s is missing; fetch all files of the model"
              .formatted(source, file, tensor),
          e);
    }
  }

  private static JsonNode weightMap(CheckpointFiles folder, String index, String source)
      throws IOException {
    try (ChannelReader file = new ChannelReader(folder.open(index), source)) {
      if (file.size() > LONGEST_INDEX) {
        throw new IOException(source + " has " + file.size() + " bytes; no index has so many");
      }
      byte[] json = file.bytes(0, (int) file.size(), "the index").array();
      JsonNode map = JsonObjects.read(json, source).path("weight_map");
      if (!map.isObject()) {
        throw new IOException(source + ": the index has no weight_map; the file is damaged");
      }
      return map;
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    tensor(name);
    return places.get(name).read(name);
  }

  @Override
  public void close() throws IOException {
    close(shards);
  }

  private static void close(Map<String, Checkpoint> shards) throws IOException {
    IOException failed = null;
    for (Checkpoint shard : shards.values()) {
      try {
        shard.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
