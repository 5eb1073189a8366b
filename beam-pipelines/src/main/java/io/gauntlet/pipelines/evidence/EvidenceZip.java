package io.gauntlet.pipelines.evidence;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive whose bytes are those of its files alone: sorted, of one time, and stored as they
 * are, for what compresses differs between versions of Java. {@value #DIGESTS} has the SHA-256 of
 * each, as {@code sha256sum -c} reads them.
 */
final class EvidenceZip {
  static final String DIGESTS = "SHA256SUMS";

  /** The first that a zip archive can tell. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private EvidenceZip() {}

  /**
   * The archive.
   *
   * @param files by their names
   */
  static byte[] of(SortedMap<String, byte[]> files) throws IOException {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(DIGESTS, digests(ImmutableSortedMap.copyOfSorted(files)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : all.entrySet()) {
        zip.putNextEntry(stored(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }

  private static byte[] digests(Map<String, byte[]> files) {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (name, bytes) ->
            lines.append(Hashing.sha256().hashBytes(bytes)).append("  ").append(name).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
