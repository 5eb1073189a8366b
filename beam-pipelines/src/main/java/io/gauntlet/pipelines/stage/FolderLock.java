package io.gauntlet.pipelines.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.Uninterruptibles;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run's folder to one process: the file {@value #FILE} in it names the owner, and a second
 * process is refused. Where the owner was a process of this machine that is gone, the next one
 * takes over; of another machine nobody can know, so that the user is told what to delete.
 *
 * <p>A pipeline of the cloud holds it while the job is launched: the service refuses a second job
 * of one name.
 */
public final class FolderLock implements AutoCloseable {
  /** Name of the file. */
  static final String FILE = "run.lock";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ATTEMPTS = 5;

  private final String folder;
  private final Location file;
  private final String text;
  private final PipelineOptions options;

  private FolderLock(String folder, Location file, String text, PipelineOptions options) {
    this.folder = folder;
    this.file = file;
    this.text = text;
    this.options = options;
  }

  /**
   * Locks a folder, which need not be there yet.
   *
   * @param folder as a user gave it
   * @param options of the run, with those of the file systems
   * @throws UsageException when another process holds it, or it can be no folder
   */
  public static FolderLock take(String folder, PipelineOptions options) throws IOException {
    return take("output", folder, options);
  }

  /**
   * The same of a folder that another option names.
   *
   * @param option its name, without dashes
   */
  public static FolderLock take(String option, String folder, PipelineOptions options)
      throws IOException {
    Location file = PathOptions.writable(option, folder).resolve(FILE);
    String own = JSON.writeValueAsString(LockOwner.thisProcess());
    for (int attempt = 1; !NewFile.create(file, own, options); attempt++) {
      Optional<String> other = read(file);
      if (other.isPresent()) {
        makeWay(option, file, other.get(), attempt == MOST_ATTEMPTS);
      }
    }
    return new FolderLock(folder, file, own, options);
  }

  private static Optional<String> read(Location file) throws IOException {
    try {
      return Optional.of(InputFiles.text(file.name()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Takes a lock away that nobody holds. */
  private static void makeWay(String option, Location file, String text, boolean last)
      throws IOException {
    Optional<LockOwner> owner = owner(text);
    if (owner.isEmpty() && !last) {
      // It may not be written to its end yet.
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
      return;
    }
    if (last || file.path().isEmpty() || owner.isEmpty() || !owner.get().isGone()) {
      throw new UsageException(
          "--%s: %s is in use by %s; wait for that run, or name another folder; if it has ended,"
                  .formatted(
                      option,
                      file.parent(),
                      owner.map(LockOwner::toString).orElse("an unknown process"))
              + " delete "
              + file);
    }
    Path lock = file.path().get();
    try {
      // Of several that find it at once, the one that makes this name may take the lock away: a
      // move would look whether the name is free and then act, and could take away the lock that
      // another has made meanwhile.
      Files.createFile(lock.resolveSibling(abandoned(text)));
      // A whole run may have come and gone since it was read.
      if (read(file).filter(text::equals).isPresent()) {
        Files.delete(lock);
        LOG.warn("{} was left by {}, which is gone; this run takes over", file, owner.get());
      }
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      LOG.debug("another process takes over", e);
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
    }
  }

  private static String abandoned(String text) {
    return FILE + "." + Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
  }

  private static Optional<LockOwner> owner(String text) {
    try {
      return Optional.of(JSON.readValue(text, LockOwner.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The folder, as the user gave it. */
  String folder() {
    return folder;
  }

  /** The options of the run that holds it. */
  PipelineOptions options() {
    return options;
  }

  @Override
  public String toString() {
    return file.name();
  }

  /** Lets others have the folder. */
  @Override
  public void close() throws IOException {
    if (read(file).filter(text::equals).isPresent()) {
      RunFiles files = new RunFiles(file.parent());
      files.delete(List.of(FILE));
      files.delete(files.names().stream().filter(name -> name.startsWith(FILE + ".")).toList());
    }
  }
}
