package io.gauntlet.model.checkpoint;

import com.google.common.io.CountingInputStream;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.TorchTensor.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code torch.save} wrote before PyTorch 1.6: a stream of pickles, then the storages one
 * after the other, each behind its length.
 */
final class TorchStream implements TorchStorages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final String FOREIGN_MACHINE = " was written on a big-endian machine";

  private final ChannelReader file;
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<String, Long> elements = new HashMap<>();

  private TorchStream(ChannelReader file, List<?> keys, Map<String, ElementType> types, long start)
      throws IOException {
    this.file = file;
    long position = start;
    for (Object key : keys) {
      // Only names are in the map; another key could be larger than memory once it is written out.
      ElementType type = key instanceof String name ? types.get(name) : null;
      if (type == null) {
        throw new IOException(
            file.source()
                + ": a storage belongs to no tensor; the file is damaged, fetch it again");
      }
      String name = (String) key;
      if (position > file.size() - Long.BYTES) {
        throw new IOException(
            "%s: the file ends before storage %s; fetch it again"
                .formatted(file.source(), Quoted.of(name)));
      }
      long count = file.bytes(position, Long.BYTES, "storage " + Quoted.of(name)).getLong();
      position += Long.BYTES;
      if (count < 0 || count > (file.size() - position) / type.bytes()) {
        throw new IOException(
            "%s: storage %s claims %s elements and the file ends before; fetch it again"
                .formatted(file.source(), Quoted.of(name), count));
      }
      positions.put(name, position);
      elements.put(name, count);
      position += count * type.bytes();
    }
  }

  /**
   * Opens a stream.
   *
   * @throws IOException when it is none of a state dict, or damaged
   */
  static TorchCheckpoint open(ChannelReader file) throws IOException {
    String source = file.source();
    file.channel().position(0);
    CountingInputStream stream =
        new CountingInputStream(
            new BufferedInputStream(Channels.newInputStream(file.channel()), 1 << 16));
    if (!MAGIC.equals(TorchUnpickler.load(stream, source, storage -> {}))) {
      throw new IOException(
          source + " is a pickle that torch.save did not write; " + TorchCheckpoint.REMEDY);
    }
    TorchUnpickler.load(stream, source, storage -> {});
    Map<?, ?> system =
        TorchUnpickler.load(Map.class, FOREIGN_MACHINE, stream, source, storage -> {});
    if (!Boolean.TRUE.equals(system.get("little_endian"))) {
      throw new IOException(source + FOREIGN_MACHINE + "; " + TorchCheckpoint.REMEDY);
    }
    Map<String, ElementType> types = new HashMap<>();
    Map<?, ?> root =
        TorchUnpickler.load(
            Map.class,
            TorchCheckpoint.NO_DICTIONARY,
            stream,
            source,
            storage -> types.put(storage.key(), storage.type()));
    List<?> keys =
        TorchUnpickler.load(
            List.class, ": the list of storages is missing", stream, source, storage -> {});
    return new TorchCheckpoint(source, new TorchStream(file, keys, types, stream.getCount()), root);
  }

  @Override
  public long elements(Storage storage) {
    return Math.min(storage.elements(), elements.getOrDefault(storage.key(), 0L));
  }

  @Override
  public long fileBytes() throws IOException {
    return file.size();
  }

  @Override
  public float[] read(TensorInfo span, Storage storage, long offset) throws IOException {
    return file.floats(span, positions.get(storage.key()) + offset * storage.type().bytes());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
