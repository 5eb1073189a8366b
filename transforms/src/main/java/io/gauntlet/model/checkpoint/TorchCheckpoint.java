package io.gauntlet.model.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.CountingInputStream;
import io.gauntlet.model.checkpoint.TorchTensor.Storage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A state dict that {@code torch.save} wrote: as a zip archive, since PyTorch 1.6, or as a stream
 * of pickles, before. Both pickle the names and shapes, and keep the numbers outside of the pickle.
 */
final class TorchCheckpoint implements Checkpoint {
  static final String REMEDY =
      "save the state dict alone: torch.save(model.state_dict(), file), or as safetensors";

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long LONGEST_PICKLE = 8 << 20;

  /** Where training scripts put the state dict in a larger dictionary. */
  private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model");

  /** The numbers of storages. */
  private interface Storages extends AutoCloseable {
    /** Elements that there really are. */
    long elements(Storage storage) throws IOException;

    /** Some elements. */
    float[] read(TensorInfo span, Storage storage, long offset) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final String source;
  private final Storages storages;
  private final Map<String, TorchTensor> views;
  private final ImmutableSortedMap<String, TensorInfo> tensors;

  private TorchCheckpoint(String source, Storages storages, Object root) throws IOException {
    this.source = source;
    this.storages = storages;
    this.views = stateDict(source, root);
    Map<String, TensorInfo> infos = new HashMap<>();
    for (Map.Entry<String, TorchTensor> view : views.entrySet()) {
      infos.put(view.getKey(), check(view.getKey(), view.getValue()));
    }
    this.tensors = ImmutableSortedMap.copyOf(infos);
  }

  static TorchCheckpoint openZip(ChannelReader file) throws IOException {
    String source = file.source();
    ZipFile zip;
    try {
      zip = ZipFile.builder().setSeekableByteChannel(file.channel()).get();
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          source + ": the archive cannot be opened (" + e.getMessage() + "); fetch it again", e);
    }
    ZipArchiveEntry pickle = null;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (entry.getName().endsWith("/constants.pkl")) {
        throw new IOException(
            source + " is a TorchScript module, which is a program and no state dict; " + REMEDY);
      }
      if (entry.getName().endsWith("/data.pkl")) {
        pickle = entry;
      }
    }
    if (pickle == null) {
      throw new IOException(source + " is a zip archive without a data.pkl; " + REMEDY);
    }
    Archive archive = new Archive(file, zip, pickle.getName());
    byte[] program = archive.small(pickle);
    Object root = TorchUnpickler.load(new ByteArrayInputStream(program), source, storage -> {});
    archive.checkByteOrder();
    return new TorchCheckpoint(source, archive, root);
  }

  static TorchCheckpoint openStream(ChannelReader file) throws IOException {
    String source = file.source();
    file.channel().position(0);
    CountingInputStream stream =
        new CountingInputStream(
            new BufferedInputStream(Channels.newInputStream(file.channel()), 1 << 16));
    if (!MAGIC.equals(TorchUnpickler.load(stream, source, storage -> {}))) {
      throw new IOException(source + " is a pickle that torch.save did not write; " + REMEDY);
    }
    TorchUnpickler.load(stream, source, storage -> {});
    Object system = TorchUnpickler.load(stream, source, storage -> {});
    if (!(system instanceof Map<?, ?> facts) || !Boolean.TRUE.equals(facts.get("little_endian"))) {
      throw new IOException(source + " was written on a big-endian machine; " + REMEDY);
    }
    Map<String, ElementType> types = new HashMap<>();
    Object root =
        TorchUnpickler.load(stream, source, storage -> types.put(storage.key(), storage.type()));
    Object keys = TorchUnpickler.load(stream, source, storage -> {});
    if (!(keys instanceof List<?> list)) {
      throw new IOException(source + ": the list of storages is missing; fetch it again");
    }
    return new TorchCheckpoint(source, new Stream(file, list, types, stream.getCount()), root);
  }

  private static Map<String, TorchTensor> stateDict(String source, Object root) throws IOException {
    if (!(root instanceof Map<?, ?> dictionary)) {
      throw new IOException(source + " holds no dictionary of tensors; " + REMEDY);
    }
    Map<String, TorchTensor> views = new TreeMap<>();
    dictionary.forEach(
        (name, value) -> {
          if (value instanceof TorchTensor tensor) {
            views.put(String.valueOf(name), tensor);
          }
        });
    if (views.isEmpty()) {
      for (String wrapper : WRAPPERS) {
        if (dictionary.get(wrapper) instanceof Map<?, ?> inner && inner != dictionary) {
          return stateDict(source, inner);
        }
      }
      throw new IOException(
          "%s holds a dictionary with %s and no tensors; %s"
              .formatted(source, dictionary.keySet(), REMEDY));
    }
    return views;
  }

  private TensorInfo check(String name, TorchTensor view) throws IOException {
    Shape shape = Sizes.shape(view.sizes(), name, source);
    long there = storages.elements(view.storage());
    boolean fits;
    try {
      fits =
          view.strides().size() == view.sizes().size()
              && view.strides().stream().allMatch(stride -> stride >= 0)
              && view.offset() >= 0
              && Math.addExact(view.offset(), view.span()) <= there
              && shape.size() <= Math.max(there, 1);
    } catch (ArithmeticException e) {
      fits = false;
    }
    if (!fits) {
      throw new IOException(
          "%s: tensor %s of shape %s does not fit into its storage of %d elements; the file is"
                  .formatted(source, name, shape, there)
              + " truncated or damaged, fetch it again");
    }
    return new TensorInfo(name, view.storage().type(), shape);
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
    Tensors.known(this, name);
    TorchTensor view = views.get(name);
    Shape span = new Shape(view.span());
    return view.gather(
        storages.read(
            new TensorInfo(name, view.storage().type(), span), view.storage(), view.offset()));
  }

  @Override
  public void close() throws IOException {
    storages.close();
  }

  /** Storages as files of a zip archive. */
  private static final class Archive implements Storages {
    /** Deflate packs no better than this. */
    private static final long BEST_RATIO = 1032;

    private final ChannelReader file;
    private final ZipFile zip;
    private final String root;

    Archive(ChannelReader file, ZipFile zip, String pickle) {
      this.file = file;
      this.zip = zip;
      this.root = pickle.substring(0, pickle.length() - "data.pkl".length());
    }

    void checkByteOrder() throws IOException {
      ZipArchiveEntry order = zip.getEntry(root + "byteorder");
      if (order != null && new String(small(order), US_ASCII).startsWith("big")) {
        throw new IOException(file.source() + " was written on a big-endian machine; " + REMEDY);
      }
    }

    byte[] small(ZipArchiveEntry entry) throws IOException {
      if (entry.getSize() > LONGEST_PICKLE) {
        throw new IOException(
            "%s: %s has %d bytes, more than any network needs"
                .formatted(file.source(), entry.getName(), entry.getSize()));
      }
      try (InputStream stream = open(entry)) {
        return stream.readNBytes((int) LONGEST_PICKLE);
      }
    }

    private InputStream open(ZipArchiveEntry entry) throws IOException {
      try {
        return zip.getInputStream(entry);
      } catch (RuntimeException e) {
        throw new IOException(
            "%s: %s cannot be read (%s); fetch it again"
                .formatted(file.source(), entry.getName(), e.getMessage()),
            e);
      }
    }

    private ZipArchiveEntry entry(Storage storage) throws IOException {
      ZipArchiveEntry entry = zip.getEntry(root + "data/" + storage.key());
      if (entry == null) {
        throw new IOException(
            "%s: the storage %s is missing; the file is damaged, fetch it again"
                .formatted(file.source(), storage.key()));
      }
      return entry;
    }

    @Override
    public long elements(Storage storage) throws IOException {
      ZipArchiveEntry entry = entry(storage);
      long size = Math.max(0, Math.min(entry.getSize(), entry.getCompressedSize() * BEST_RATIO));
      long held = Math.min(size, file.size() * BEST_RATIO) / storage.type().bytes();
      return Math.min(storage.elements(), held);
    }

    @Override
    public float[] read(TensorInfo span, Storage storage, long offset) throws IOException {
      try (InputStream stream = open(entry(storage))) {
        stream.skipNBytes(offset * storage.type().bytes());
        return ChannelReader.floats(Channels.newChannel(stream), span, file.source());
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
      file.close();
    }
  }

  /** Storages one after the other, each behind its length. */
  private static final class Stream implements Storages {
    private final ChannelReader file;
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Long> elements = new HashMap<>();

    Stream(ChannelReader file, List<?> keys, Map<String, ElementType> types, long start)
        throws IOException {
      this.file = file;
      long position = start;
      for (Object key : keys) {
        String name = String.valueOf(key);
        ElementType type = types.get(name);
        if (type == null) {
          throw new IOException(
              "%s: the storage %s belongs to no tensor; the file is damaged, fetch it again"
                  .formatted(file.source(), name));
        }
        if (position > file.size() - Long.BYTES) {
          throw new IOException(
              file.source() + ": the file ends before storage " + name + "; fetch it again");
        }
        long count = file.bytes(position, Long.BYTES, "storage " + name).getLong();
        position += Long.BYTES;
        if (count < 0 || count > (file.size() - position) / type.bytes()) {
          throw new IOException(
              "%s: storage %s claims %d elements and the file ends before; fetch it again"
                  .formatted(file.source(), name, count));
        }
        positions.put(name, position);
        elements.put(name, count);
        position += count * type.bytes();
      }
    }

    @Override
    public long elements(Storage storage) {
      return Math.min(storage.elements(), elements.getOrDefault(storage.key(), 0L));
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
}
