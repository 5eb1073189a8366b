package io.gauntlet.transforms.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Utf8;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the runs are kept that a gate holds candidates against, on any of Beam's file systems: the
 * reference, which was accepted on purpose, and the run that passed last, which is current.
 *
 * <p>The folder is a run's, which then is both, or one that runs are copied into. To take a run in,
 * what a gate reads of it is copied into a new folder under {@code accepted/}; then one small file,
 * {@code reference.json}, is put in place, which names the copies and the digest of each of their
 * files. So there is the old run or the new one and never a half, and a reader that finds another
 * digest says so. A run that passes becomes current and never the reference: were the reference
 * replaced at each pass, a model could lose a little less than the margin night after night.
 */
public final class ReferenceStore {
  /** The policy beside the reference. */
  public static final String POLICY = "gate.yaml";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String MARKER = "reference.json";
  private static final String MARKER_OF_BEFORE = "baseline.json";
  private static final String LOOKS = "looks/";
  private static final int DIGITS = 16;

  private final Location folder;
  private final RunFiles files;

  /**
   * What {@code reference.json} says.
   *
   * @param reference the run that was accepted on purpose
   * @param current the run that passed last
   */
  private record Marker(RunCopy reference, RunCopy current) {
    Marker {
      Preconditions.checkNotNull(reference);
      Preconditions.checkNotNull(current);
    }
  }

  private ReferenceStore(Location folder) {
    this.folder = folder;
    this.files = new RunFiles(folder);
  }

  /** The store in a folder, which need not be there yet. */
  public static ReferenceStore in(String folder) {
    return new ReferenceStore(Location.of(folder));
  }

  /**
   * The folder of the run that is the reference; where none was accepted, the store's own.
   *
   * @throws IOException when the marker cannot be read, or a file is not the one that was accepted
   */
  public String reference() throws IOException {
    Optional<Marker> marker = marker();
    return marker.isEmpty() ? folder.name() : checked(marker.get().reference());
  }

  /**
   * The folder of the run that passed last; empty where that is the reference.
   *
   * @throws IOException when the marker cannot be read, or a file is not the one that was promoted
   */
  public Optional<String> current() throws IOException {
    Optional<Marker> marker = marker();
    return marker.isEmpty() || marker.get().current().equals(marker.get().reference())
        ? Optional.empty()
        : Optional.of(checked(marker.get().current()));
  }

  /**
   * The folder of the run that was accepted, as it was then: what a store copies of a run leaves
   * its models behind. Where none was accepted, the store's own.
   */
  public String acceptedRun() throws IOException {
    return marker().map(known -> known.reference().run()).orElse(folder.name());
  }

  /** Whether a run was accepted into the store. */
  public boolean hasReference() throws IOException {
    return marker().isPresent();
  }

  private Optional<Marker> marker() throws IOException {
    Optional<String> json = text(MARKER);
    if (json.isEmpty() && text(MARKER_OF_BEFORE).isPresent()) {
      throw new IOException(
          folder.resolve(MARKER_OF_BEFORE)
              + " is of a version that knew no reference; accept a run again: gauntlet gate"
              + " --accept=RUN --reference="
              + folder);
    }
    try {
      return json.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(json.get(), Marker.class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not one that a gate wrote; accept a run again: gauntlet gate --accept=RUN --reference=%s"
              .formatted(folder.resolve(MARKER), folder),
          e);
    }
  }

  private Optional<String> text(String name) throws IOException {
    try {
      return Optional.of(Utf8.text(files.read(name), files.describe(name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private String checked(RunCopy copy) throws IOException {
    copy.check(folder);
    return copy.in(folder).name();
  }

  /** Makes a run the reference, and current. */
  public void accept(String run) throws IOException {
    RunCopy copy = RunCopy.of(run, folder);
    write(new Marker(copy, copy));
  }

  /** Makes a run current that passed; the reference stays. */
  public void promote(String run) throws IOException {
    if (!hasReference()) {
      RunCopy own = RunCopy.of(folder.name(), folder);
      write(new Marker(own, own));
    }
    // A copy takes long, and the marker may be another by its end.
    RunCopy copy = RunCopy.of(run, folder);
    write(new Marker(marker().orElseThrow().reference(), copy));
  }

  /** The folders of all runs that were copied here, those that are no longer held against too. */
  public ImmutableList<String> copies() throws IOException {
    String root = folder.resolve(RunCopy.ACCEPTED).name();
    return Listing.under(folder.resolve(RunCopy.ACCEPTED)).stream()
        .map(file -> Location.of(file.resourceId().toString()).name().substring(root.length()))
        .filter(name -> name.contains("/"))
        .map(name -> root + name.substring(0, name.indexOf('/')))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Holds the copies that candidates are held against with what was written down of them; nothing
   * to do where no run was accepted.
   *
   * @param but folders of copies that are known to be others by now
   * @throws IOException when the marker cannot be read, or a file is not the one that was accepted
   */
  public void requireIntact(Set<String> but) throws IOException {
    Optional<Marker> marker = marker();
    if (marker.isPresent()) {
      for (RunCopy copy : List.of(marker.get().reference(), marker.get().current())) {
        if (!but.contains(copy.in(folder).name())) {
          copy.check(folder);
        }
      }
    }
  }

  /**
   * Takes the digests of copies anew, once a study was erased from them; nothing to do where no run
   * was accepted.
   *
   * @param changed their folders; of no other copy is the digest taken
   */
  public void renewDigests(Set<String> changed) throws IOException {
    Optional<Marker> marker = marker();
    while (marker.isPresent()) {
      Marker renewed =
          new Marker(
              renewed(marker.get().reference(), changed), renewed(marker.get().current(), changed));
      Optional<Marker> now = marker();
      if (now.equals(marker)) {
        write(renewed);
        return;
      }
      // A run was accepted, or passed, while the digests were taken.
      marker = now;
    }
  }

  private RunCopy renewed(RunCopy copy, Set<String> changed) throws IOException {
    return changed.contains(copy.in(folder).name()) ? copy.renewed(folder) : copy;
  }

  private void write(Marker marker) throws IOException {
    files.write(MARKER, JSON.writeValueAsBytes(marker));
  }

  /**
   * The policy that was written beside the reference; empty where there is none.
   *
   * @throws IOException when it cannot be read, or is no UTF-8
   */
  public Optional<String> policy() throws IOException {
    return text(POLICY);
  }

  /** Where the policy is kept. */
  public String policyFile() {
    return folder.resolve(POLICY).name();
  }

  /**
   * Counts a look at the reference: a candidate that is held against it. The same candidate counts
   * once.
   *
   * @param candidate what tells it from other candidates
   * @return how many there were, with this one
   */
  public int look(String candidate) throws IOException {
    String reference = reference();
    String of = Hashing.sha256().hashString(reference, StandardCharsets.UTF_8).toString();
    RunFiles looks = new RunFiles(folder.resolve(LOOKS + of.substring(0, DIGITS)));
    looks.write(
        Hashing.sha256().hashString(candidate, StandardCharsets.UTF_8) + ".txt",
        (candidate + "\n").getBytes(StandardCharsets.UTF_8));
    return looks.names().size();
  }
}
