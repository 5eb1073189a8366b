package io.gauntlet.model.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.TorchTensor.Storage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** What {@code torch.save} writes since PyTorch 1.6: a zip archive whose files are the storages. */
final class TorchArchive implements TorchStorages {
  private static final long LONGEST_PICKLE = 8 << 20;

  /** Deflate packs no better than this. */
  private static final long BEST_RATIO = 1032;

  private final ChannelReader file;
  private final ZipFile zip;
  private final String root;

  private TorchArchive(ChannelReader file, ZipFile zip, String pickle) {
    this.file = file;
    this.zip = zip;
    this.root = pickle.substring(0, pickle.length() - "data.pkl".length());
  }

  /**
   * Opens an archive.
   *
   * @throws IOException when it is none of a state dict, or damaged
   */
  static TorchCheckpoint open(ChannelReader file) throws IOException {
    String source = file.source();
    ZipFile zip;
    try {
      zip = ZipFile.builder().setSeekableByteChannel(file.channel()).get();
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          source + ": the archive cannot be opened; it is truncated or damaged, fetch it again", e);
    }
    ZipArchiveEntry pickle = null;
    Set<String> names = new HashSet<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (!names.add(entry.getName())) {
        throw new IOException(
            "%s holds two files %s; it is damaged, fetch it again"
                .formatted(source, Quoted.of(entry.getName())));
      }
      if (entry.getName().endsWith("/constants.pkl")) {
        throw new IOException(
            source
                + " is a TorchScript module, which is a program and not a state dict; "
                + TorchCheckpoint.REMEDY);
      }
      if (entry.getName().endsWith("/data.pkl")) {
        if (pickle != null) {
          throw new IOException(
              "%s holds %s and %s; %s"
                  .formatted(
                      source,
                      Quoted.of(pickle.getName()),
                      Quoted.of(entry.getName()),
                      TorchCheckpoint.REMEDY));
        }
        pickle = entry;
      }
    }
    if (pickle == null) {
      throw new IOException(
          source + " is a zip archive without a data.pkl; " + TorchCheckpoint.REMEDY);
    }
    TorchArchive archive = new TorchArchive(file, zip, pickle.getName());
    byte[] program = archive.small(pickle);
    Map<?, ?> root =
        TorchUnpickler.load(
            Map.class,
            TorchCheckpoint.NO_DICTIONARY,
            new ByteArrayInputStream(program),
            source,
            storage -> {});
    archive.checkByteOrder();
    return new TorchCheckpoint(source, archive, root);
  }

  private void checkByteOrder() throws IOException {
    ZipArchiveEntry order = zip.getEntry(root + "byteorder");
    if (order != null && new String(small(order), US_ASCII).startsWith("big")) {
      throw new IOException(
          file.source() + " was written on a big-endian machine; " + TorchCheckpoint.REMEDY);
    }
  }

  private byte[] small(ZipArchiveEntry entry) throws IOException {
    if (entry.getSize() > LONGEST_PICKLE) {
      throw new IOException(
          "%s: %s has %s bytes, more than any network needs"
              .formatted(file.source(), Quoted.of(entry.getName()), entry.getSize()));
    }
    try (InputStream stream = open(entry)) {
      return stream.readNBytes((int) LONGEST_PICKLE);
    } catch (ZipException | EOFException e) {
      throw damaged(Quoted.of(entry.getName()), e);
    }
  }

  private InputStream open(ZipArchiveEntry entry) throws IOException {
    try {
      return zip.getInputStream(entry);
    } catch (ZipException | RuntimeException e) {
      throw damaged(Quoted.of(entry.getName()), e);
    }
  }

  private IOException damaged(String what, Exception cause) {
    return new IOException(
        "%s: %s cannot be unpacked; the file is damaged, fetch it again"
            .formatted(file.source(), what),
        cause);
  }

  private ZipArchiveEntry entry(Storage storage) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(root + "data/" + storage.key());
    if (entry == null) {
      throw new IOException(
          "%s: the storage %s is missing; the file is damaged, fetch it again"
              .formatted(file.source(), Quoted.of(storage.key())));
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
  public long fileBytes() throws IOException {
    return file.size();
  }

  @Override
  public float[] read(TensorInfo span, Storage storage, long offset) throws IOException {
    try (InputStream stream = open(entry(storage))) {
      stream.skipNBytes(offset * storage.type().bytes());
      return ChannelReader.floats(Channels.newChannel(stream), span, file.source());
    } catch (ZipException | EOFException e) {
      throw damaged("tensor " + span.name(), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    file.close();
  }
}
