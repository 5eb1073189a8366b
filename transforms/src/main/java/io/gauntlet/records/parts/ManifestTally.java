package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the parts of a run into its manifest; the same in whatever order they are added and
 * merged. It holds a digest a part, and nothing of a study. Not thread-safe.
 */
public final class ManifestTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int DIGEST_BYTES = 32;

  private final TreeMap<PartName, String> parts = new TreeMap<>();
  private final TreeSet<PartCell> cells = new TreeSet<>();
  private byte[] studiesDigest = new byte[DIGEST_BYTES];
  private Making making = Making.UNKNOWN;
  private long studies;
  private long rows;
  private long invalid;
  private long unused;

  /** Counts one more part. */
  public void add(PartSummary part) {
    parts.put(part.name(), PartSummary.digest(part.toJson()));
    cells.addAll(part.cells());
    making = making.and(part.making());
    rows += part.file().rows();
    invalid += part.file().invalid();
    unused += part.unused().size();
    if (part.name().part() == 0) {
      // Every part of the plan is about the same studies.
      studies += part.studies().size();
      part.studies().forEach(study -> addToDigest(digest(study)));
    }
  }

  /** Adds what the other counted. */
  public void merge(ManifestTally other) {
    parts.putAll(other.parts);
    cells.addAll(other.cells);
    making = making.and(other.making);
    rows += other.rows;
    invalid += other.invalid;
    unused += other.unused;
    studies += other.studies;
    addToDigest(HashCode.fromBytes(other.studiesDigest));
  }

  private void addToDigest(HashCode study) {
    studiesDigest =
        Hashing.combineUnordered(List.of(HashCode.fromBytes(studiesDigest), study)).asBytes();
  }

  private static HashCode digest(PartStudy study) {
    return Hashing.sha256()
        .newHasher()
        .putString(study.uid(), StandardCharsets.UTF_8)
        .putByte((byte) 0)
        .putString(study.label(), StandardCharsets.UTF_8)
        .putByte((byte) 0)
        .putString(String.valueOf(study.studyDigest()), StandardCharsets.UTF_8)
        .hash();
  }

  /** Whether a part was counted. */
  public boolean has(PartName name) {
    return parts.containsKey(name);
  }

  /** Which outcomes the parts have. */
  public RunContents contents() {
    return new RunContents(studiesDigest(), ImmutableSortedSet.copyOf(cells), making.attacks());
  }

  private String studiesDigest() {
    return "sha256:" + HashCode.fromBytes(studiesDigest);
  }

  /** The manifest of what was counted. */
  public RunManifest toManifest() {
    ImmutableList.Builder<PartRange> ranges = ImmutableList.builder();
    List<Map.Entry<PartName, String>> all = List.copyOf(parts.entrySet());
    int most = (all.size() + RunManifest.MOST_RANGES - 1) / RunManifest.MOST_RANGES;
    for (int from = 0; from < all.size(); from += most) {
      ranges.add(range(all.subList(from, Math.min(all.size(), from + most))));
    }
    return new RunManifest(
        RunManifest.FORMAT,
        new RunTotals(parts.size(), studies, cells.size(), rows, invalid, unused),
        studiesDigest(),
        making,
        RunScope.ALL,
        ranges.build());
  }

  private static PartRange range(List<Map.Entry<PartName, String>> parts) {
    return new PartRange(
        parts.get(0).getKey(),
        parts.get(parts.size() - 1).getKey(),
        parts.size(),
        root(parts.stream().map(Map.Entry::getValue).toList()));
  }

  /** The digest of digests, in their order. */
  static String root(List<String> digests) {
    Hasher hasher = Hashing.sha256().newHasher();
    digests.forEach(digest -> hasher.putString(digest + "\n", StandardCharsets.UTF_8));
    return "sha256:" + hasher.hash();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ManifestTally that
        && parts.equals(that.parts)
        && cells.equals(that.cells)
        && Arrays.equals(studiesDigest, that.studiesDigest)
        && making.equals(that.making)
        && studies == that.studies
        && rows == that.rows
        && invalid == that.invalid
        && unused == that.unused;
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
