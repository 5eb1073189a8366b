package io.gauntlet.transforms.release;

import com.google.common.base.Preconditions;
import com.google.common.collect.Sets;
import com.google.common.io.ByteStreams;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * What a gate reads of a run, copied into a folder of a {@link ReferenceStore}.
 *
 * @param folder of the copy, in the store
 * @param run that was copied
 * @param files digest of each, by name in the copy
 */
record RunCopy(String folder, String run, SortedMap<String, String> files) {
  /** Where copies are, in the store. */
  static final String ACCEPTED = "accepted/";

  private static final Pattern FOLDER = Pattern.compile(ACCEPTED + "[0-9a-f-]{36}");
  private static final String OUTCOMES = "outcomes";
  private static final Set<String> KEPT =
      Set.of("run.json", "attack.json", "scorecard.json", "verdict.json");

  RunCopy {
    Preconditions.checkArgument(FOLDER.matcher(folder).matches(), "a folder of another place");
    Preconditions.checkNotNull(run);
    files.keySet().forEach(file -> Preconditions.checkArgument(!file.contains("..")));
  }

  /** Copies a run into a new folder of a store. */
  static RunCopy of(String run, Location store) throws IOException {
    Location from = Location.of(run);
    String name = ACCEPTED + UUID.randomUUID();
    Location to = store.resolve(name);
    for (String file : kept(from)) {
      copy(from.resolve(file).file(), to.resolve(file).file());
    }
    return new RunCopy(name, run, digests(to));
  }

  /** Its folder. */
  Location in(Location store) {
    return store.resolve(folder);
  }

  /** The copy as it is now: a study may have been erased from it. */
  RunCopy renewed(Location store) throws IOException {
    return new RunCopy(folder, run, digests(in(store)));
  }

  /**
   * Compares its files with those that were copied.
   *
   * @throws IOException when one is another, or gone
   */
  void check(Location store) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Location copied = in(store).resolve(file.getKey());
      String found;
      try {
        found = digest(in(store), file.getKey());
      } catch (FileNotFoundException e) {
        throw new IOException(copied + " is gone; accept the run again", e);
      }
      if (!found.equals(file.getValue())) {
        throw new IOException(
            "%s is not the file that was accepted: %s, not %s; accept the run again"
                .formatted(copied, found, file.getValue()));
      }
    }
  }

  private static SortedMap<String, String> digests(Location run) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String file : kept(run)) {
      digests.put(file, digest(run, file));
    }
    return digests;
  }

  /** The names of the files that a gate reads of a run, in its folder. */
  private static List<String> kept(Location run) throws IOException {
    List<String> kept = new ArrayList<>();
    for (Metadata file : ReadRecords.avroFiles(run.resolve(OUTCOMES).name())) {
      kept.add(OUTCOMES + "/" + file.resourceId().getFilename());
    }
    for (String name : new RunFiles(run.resolve(OUTCOMES)).names()) {
      if (PartName.of(name).filter(part -> part.summary().equals(name)).isPresent()) {
        kept.add(OUTCOMES + "/" + name);
      }
    }
    kept.addAll(Sets.intersection(KEPT, new RunFiles(run).names()));
    return kept;
  }

  private static void copy(ResourceId from, ResourceId to) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(from));
        OutputStream out = Channels.newOutputStream(FileSystems.create(to, MimeTypes.BINARY))) {
      ByteStreams.copy(in, out);
    }
  }

  private static String digest(Location run, String file) throws IOException {
    return "sha256:" + new RunFiles(run).hash(file);
  }
}
