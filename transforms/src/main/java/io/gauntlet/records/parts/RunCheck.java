package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.records.parts.RunFault.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Holds a run's folder {@code outcomes/} against its manifest. Parts are read side by side, one
 * after the other in each thread: memory holds a summary's digest for each, and the rows of those
 * that are not whole.
 */
public final class RunCheck {
  private final RunManifest manifest;
  private final PartStore store;

  /**
   * A check.
   *
   * @param store of the run's outcomes
   */
  public RunCheck(RunManifest manifest, PartStore store) {
    this.manifest = manifest;
    this.store = store;
  }

  /** What is known of a part when it was looked at. */
  private record Looked(String digest, ImmutableList<RunFault> faults) {}

  /** All that is wrong, in the order of the parts; nothing where the run is whole. */
  public ImmutableList<RunFault> faults() throws IOException {
    return faults(ImmutableSet.of());
  }

  /**
   * The same of a run of which some parts are being changed: what is wrong with the others.
   *
   * @param changing parts of which it is not known what they have to be
   */
  public ImmutableList<RunFault> faults(Set<PartName> changing) throws IOException {
    Set<String> files = store.files().names();
    ImmutableSortedMap<PartName, Looked> parts = look(files);
    List<RunFault> faults = new ArrayList<>();
    Set<PartName> known = new HashSet<>();
    for (PartRange range : manifest.ranges()) {
      SortedMap<PartName, Looked> covered = parts.subMap(range.first(), true, range.last(), true);
      known.addAll(covered.keySet());
      faults.addAll(faults(range, covered, changing));
    }
    parts.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                faults.add(
                    new RunFault(
                        Code.PART_UNKNOWN, name.records(), "the run did not write this part")));
    files.stream()
        .filter(file -> file.endsWith(".avro") && PartName.of(file).isEmpty())
        .sorted()
        .forEach(
            file ->
                faults.add(
                    new RunFault(Code.PART_UNKNOWN, file, "the run did not write this file")));
    return ImmutableList.copyOf(faults);
  }

  private ImmutableSortedMap<PartName, Looked> look(Set<String> files) throws IOException {
    try {
      return files.parallelStream()
          .flatMap(file -> PartName.of(file).stream())
          .distinct()
          .map(name -> Map.entry(name, look(name)))
          .collect(
              ImmutableSortedMap.toImmutableSortedMap(
                  PartName::compareTo, Map.Entry::getKey, Map.Entry::getValue));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Looked look(PartName name) {
    try {
      byte[] json;
      try {
        json = store.files().read(name.summary());
      } catch (IOException e) {
        return altered(name, "", "the summary cannot be read: " + e.getMessage());
      }
      Optional<PartSummary> summary = summary(json);
      if (summary.isEmpty() || !summary.get().name().equals(name)) {
        return altered(name, PartSummary.digest(json), "this is not the summary of the part");
      }
      return new Looked(PartSummary.digest(json), PartCheck.of(store, summary.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PartSummary> summary(byte[] json) {
    try {
      return Optional.of(PartSummary.read(json));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Looked altered(PartName name, String digest, String detail) {
    return new Looked(
        digest, ImmutableList.of(new RunFault(Code.SUMMARY_ALTERED, name.summary(), detail)));
  }

  private static List<RunFault> faults(
      PartRange range, SortedMap<PartName, Looked> parts, Set<PartName> changing) {
    List<RunFault> faults = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    List<String> names = new ArrayList<>();
    parts.forEach(
        (name, looked) -> {
          digests.add(looked.digest());
          names.add(name.toString());
          if (!changing.contains(name)) {
            faults.addAll(looked.faults());
          }
        });
    String place =
        range.parts() == 1 ? range.first().toString() : range.first() + " to " + range.last();
    if (digests.size() < range.parts()) {
      faults.add(
          new RunFault(
              Code.PART_MISSING,
              place,
              range.parts() == 1
                  ? "the part is gone"
                  : "%s of %s parts are gone; there are %s"
                      .formatted(
                          range.parts() - digests.size(), range.parts(), RunFault.few(names))));
    } else if (faults.isEmpty()
        && Collections.disjoint(parts.keySet(), changing)
        && !ManifestTally.root(digests).equals(range.root())) {
      faults.add(
          new RunFault(
              Code.SUMMARY_ALTERED,
              place,
              "outcomes and summary agree with each other, but not with the manifest: both were"
                  + " changed"));
    }
    return faults;
  }
}
