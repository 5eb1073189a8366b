package io.gauntlet.transforms.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.collect.Sets;
import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteStreams;
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
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Where the baseline of a gate is kept, on any of Beam's file systems.
 *
 * <p>The folder is a run's, which then is the baseline, or one that runs are promoted into. To
 * promote a run, what a gate reads of it is copied into a new folder under {@code promoted/}; then
 * one small file, {@code baseline.json}, is put in place, which names the copy and the digest of
 * each of its files. So there is the old baseline or the new one and never a half, and a reader
 * that finds another digest says so.
 */
public final class BaselineStore {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String MARKER = "baseline.json";
  private static final String PROMOTED = "promoted/";
  private static final String OUTCOMES = "outcomes";
  private static final Set<String> KEPT = Set.of("run.json", "scorecard.json", "verdict.json");

  private final Location folder;

  /**
   * What {@code baseline.json} says.
   *
   * @param folder of the copy, in the store
   * @param candidate the run that was promoted
   * @param files digest of each, by name in the copy
   */
  private record Marker(String folder, String candidate, SortedMap<String, String> files) {}

  private BaselineStore(Location folder) {
    this.folder = folder;
  }

  /** The store in a folder, which need not be there yet. */
  public static BaselineStore in(String folder) {
    return new BaselineStore(Location.of(folder));
  }

  /**
   * The folder of the run that is the baseline now; where nothing was promoted, the store's own.
   *
   * @throws IOException when the marker cannot be read, or a file is not the one that was promoted
   */
  public String current() throws IOException {
    byte[] bytes;
    try {
      bytes = new RunFiles(folder).read(MARKER);
    } catch (FileNotFoundException e) {
      return folder.name();
    }
    Marker marker;
    try {
      marker = JSON.readValue(bytes, Marker.class);
    } catch (JsonProcessingException e) {
      throw new IOException(folder.resolve(MARKER) + " cannot be read; promote a run again", e);
    }
    Location run = folder.resolve(marker.folder());
    for (Map.Entry<String, String> file : marker.files().entrySet()) {
      String found = digest(run.resolve(file.getKey()).file());
      if (!found.equals(file.getValue())) {
        throw new IOException(
            "%s is not the file that was promoted: %s, not %s; promote a run again"
                .formatted(run.resolve(file.getKey()), found, file.getValue()));
      }
    }
    return run.name();
  }

  /** Makes a run the baseline. */
  public void promote(String candidate) throws IOException {
    Location from = Location.of(candidate);
    String name = PROMOTED + UUID.randomUUID();
    Location copy = folder.resolve(name);
    SortedMap<String, String> files = new TreeMap<>();
    for (String file : kept(from)) {
      ResourceId to = copy.resolve(file).file();
      copy(from.resolve(file).file(), to);
      files.put(file, digest(to));
    }
    new RunFiles(folder).write(MARKER, JSON.writeValueAsBytes(new Marker(name, candidate, files)));
  }

  /** The names of the files that a gate reads of a run, in its folder. */
  private static List<String> kept(Location run) throws IOException {
    List<String> kept = new ArrayList<>();
    for (Metadata file : ReadRecords.avroFiles(run.resolve(OUTCOMES).name())) {
      kept.add(OUTCOMES + "/" + file.resourceId().getFilename());
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

  private static String digest(ResourceId file) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      in.transferTo(Funnels.asOutputStream(hasher));
    }
    return "sha256:" + hasher.hash();
  }
}
