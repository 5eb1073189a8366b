package io.gauntlet.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds and opens checkpoints; what a file is, its first bytes say, not its name. */
public final class Checkpoints {
  private static final String INDEX = ".index.json";

  /** The names that the field gives to the weights of a folder, the best first. */
  private static final List<String> USUAL =
      List.of(
          "model.safetensors",
          "model.safetensors" + INDEX,
          "pytorch_model.bin",
          "pytorch_model.bin" + INDEX,
          "model.onnx");

  private static final Set<String> ENDINGS =
      Set.of(".safetensors", ".bin", ".pt", ".pth", ".pth.tar", ".ckpt", ".onnx", INDEX);

  private static final int ZIP = 0x04034b50;
  private static final int PICKLE = 0x80;
  private static final int ONNX_VERSION = 0x08;

  private Checkpoints() {}

  /**
   * The file of a folder that holds the weights: one of the usual names, or the only one that could
   * be it.
   *
   * @throws IOException when there is none, or more than one
   */
  public static String find(CheckpointFiles folder) throws IOException {
    Set<String> names = folder.names();
    for (String usual : USUAL) {
      if (names.contains(usual)) {
        return usual;
      }
    }
    Set<String> candidates = new TreeSet<>();
    for (String name : names) {
      if (ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
        candidates.add(name);
      }
    }
    if (candidates.size() != 1) {
      throw new IOException(
          folder.describe("")
              + " holds "
              + (candidates.isEmpty() ? "no weights" : "several weights " + candidates)
              + "; name a file that ends in .safetensors, .bin, .pt, .pth or .onnx");
    }
    return candidates.iterator().next();
  }

  /**
   * Opens a checkpoint and reads what it holds, not its data.
   *
   * @throws IOException when it is none, or damaged; names the file
   */
  public static Checkpoint open(CheckpointFiles folder, String name) throws IOException {
    if (name.endsWith(INDEX)) {
      return ShardedCheckpoint.open(folder, name);
    }
    ChannelReader file = new ChannelReader(folder.open(name), folder.describe(name));
    try {
      return open(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The files that {@link #open} reads: one, or an index and its shards. */
  public static Set<String> parts(CheckpointFiles folder, String name) throws IOException {
    Set<String> parts = new TreeSet<>(Set.of(name));
    if (name.endsWith(INDEX)) {
      parts.addAll(ShardedCheckpoint.places(folder, name).values());
    }
    return parts;
  }

  private static Checkpoint open(ChannelReader file) throws IOException {
    if (file.size() < 10) {
      throw new IOException(
          file.source() + " has " + file.size() + " bytes; it is truncated, fetch it again");
    }
    ByteBuffer start = file.bytes(0, 10, "its first bytes");
    if (start.getInt(0) == ZIP) {
      return TorchArchive.open(file);
    }
    if (start.get(8) == '{') {
      return SafetensorsCheckpoint.open(file);
    }
    if ((start.get(0) & 0xff) == PICKLE) {
      return TorchStream.open(file);
    }
    if (start.get(0) == ONNX_VERSION) {
      return OnnxCheckpoint.open(file);
    }
    throw new IOException(
        file.source()
            + " is not a checkpoint of a known format; give safetensors, a PyTorch state dict or ONNX");
  }
}
