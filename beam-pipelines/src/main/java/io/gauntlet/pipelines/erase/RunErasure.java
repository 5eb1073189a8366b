package io.gauntlet.pipelines.erase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.pipelines.version.BuildVersions;
import io.gauntlet.records.parts.PartErasure;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.records.parts.SealedJson;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One study taken out of one run: out of the studies, the quarantine and the parts of the outcomes,
 * of which manifest, scorecard and report are made again. Every file is put in place whole, and
 * what is done is not done again, so that one that was stopped goes on when it is called again.
 */
final class RunErasure {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> MANIFESTS = List.of(RunFolder.FILE, AttackStage.FILE);
  private static final List<String> STAGES =
      List.of(CohortStage.NAME, TrainingStage.NAME, AttackStage.NAME);

  private final RunLayout run;
  private final Location place;
  private final String uid;
  private final PipelineOptions options;

  /**
   * Of a run.
   *
   * @param options of the file systems, and of the pipeline that makes the report again
   */
  RunErasure(RunLayout run, String uid, PipelineOptions options) {
    this.run = run;
    this.place = Location.of(run.folder());
    this.uid = uid;
    this.options = options;
  }

  /** What there is of the study; nothing is changed. */
  Removed find() throws IOException {
    PartErasure.Found parts = parts().find();
    long quarantined = parts.unused();
    for (String stage : STAGES) {
      quarantined += StudyFiles.quarantined(run, stage).find(uid);
    }
    return new Removed(
        StudyFiles.trained(run).find(uid),
        StudyFiles.attacked(run).find(uid),
        quarantined,
        parts.outcomes() + StudyFiles.outcomes(run).find(uid),
        parts.parts(),
        parts.kept(),
        new OldVerdicts(place, uid).naming());
  }

  /** When the study was erased before; empty where it was not, or not to the end. */
  Optional<String> before() throws IOException {
    return ErasureLog.read(place)
        .of(uid)
        .filter(ErasureLog.Entry::isDone)
        .map(ErasureLog.Entry::ended);
  }

  /** Whether an erasure of the study was stopped. */
  boolean isStopped() throws IOException {
    return ErasureLog.read(place).of(uid).filter(entry -> !entry.isDone()).isPresent();
  }

  /**
   * Locks the run, and holds it against what it wrote down: after that, {@link #erase} may begin.
   *
   * @return the lock, to be closed at the end
   * @throws UsageException when another process uses the run, or it is not as it was written
   */
  Closeable prepare() throws IOException {
    FolderLock lock = FolderLock.take("run", run.folder(), options);
    try {
      requireWhole();
      return lock::close;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What else is changed where the study is taken out; nothing is yet. */
  Aftermath aftermath() throws IOException {
    return Aftermath.of(run, new OldVerdicts(place, uid), ErasureLog.read(place).number(uid));
  }

  /**
   * Takes the study out of a run that was prepared. The entry of the log stays open until {@link
   * #end}.
   *
   * @return what there was of it
   */
  Removed erase() throws IOException {
    ErasureLog log = ErasureLog.read(place);
    Optional<ErasureLog.Entry> stopped = log.of(uid).filter(entry -> !entry.isDone());
    return stopped.isPresent() ? complete(log, stopped.get()) : begin(log);
  }

  private Removed begin(ErasureLog log) throws IOException {
    ErasureLog.Entry entry =
        new ErasureLog.Entry(
            ErasureLog.StudyDigest.of(uid),
            now(),
            "",
            BuildVersions.gauntlet(),
            parts().touched().stream().map(PartName::toString).toList(),
            find(),
            digest(run.hasParts() ? CheckedRun.of(run).manifest() : Optional.empty()),
            "");
    ErasureLog begun = log.with(entry);
    begun.write(place);
    return complete(begun, entry);
  }

  /**
   * What was changed by another hand would have its digests taken anew, and a scorecard that cannot
   * be read could not be made again as it was.
   */
  private void requireWhole() throws IOException {
    ScoringStage.request(run);
    if (!run.hasParts()) {
      return;
    }
    CheckedRun checked = checked();
    if (!checked.isWhole()) {
      throw new UsageException(
          "--run: %s is not whole, and stays as it is: %s"
              .formatted(run.folder(), checked.faults().get(0).text()));
    }
  }

  /** What an erasure of the study that was stopped has changed, or not yet, may be either. */
  private CheckedRun checked() throws IOException {
    Optional<ErasureLog.Entry> stopped =
        ErasureLog.read(place).of(uid).filter(entry -> !entry.isDone());
    if (stopped.isEmpty()) {
      return CheckedRun.of(run);
    }
    boolean renewed = !stopped.get().manifest().equals(digest(manifest()));
    return CheckedRun.besides(run, renewed ? Set.of() : stopped.get().changing());
  }

  private Removed complete(ErasureLog log, ErasureLog.Entry entry) throws IOException {
    deleteAsides();
    StudyFiles.trained(run).erase(uid);
    StudyFiles.attacked(run).erase(uid);
    for (String stage : STAGES) {
      StudyFiles.quarantined(run, stage).erase(uid);
    }
    StudyFiles.outcomes(run).erase(uid);
    parts().erase();
    renewManifest();
    new OldVerdicts(place, uid).moveAway(log.number(uid));
    new OtherFigures(run).renew(options);
    return entry.removed();
  }

  /** Completes the entry of the log, once nothing is left to be done. */
  void end() throws IOException {
    ErasureLog log = ErasureLog.read(place);
    ErasureLog.Entry entry = log.of(uid).orElseThrow();
    log.with(entry.done(now(), digest(manifest()))).write(place);
  }

  /** What attempts that were killed left of files that they had not put in place yet. */
  private void deleteAsides() throws IOException {
    String root = place.resolve("").name();
    new RunFiles(place)
        .delete(
            Listing.under(place).stream()
                .map(file -> Location.of(file.resourceId().toString()))
                .filter(file -> RunFiles.ofAside(file.last()).isPresent())
                .map(file -> file.name().substring(root.length()))
                .toList());
  }

  private PartErasure parts() {
    return new PartErasure(new PartStore(new RunFiles(run.parts())), uid);
  }

  private Optional<RunManifest> manifest() throws IOException {
    RunFiles files = new RunFiles(place);
    Set<String> names = files.names();
    for (String name : MANIFESTS) {
      if (names.contains(name)) {
        Optional<RunManifest> manifest = RunManifest.in(JSON.readTree(files.read(name)));
        if (manifest.isPresent()) {
          return manifest;
        }
      }
    }
    return Optional.empty();
  }

  private void renewManifest() throws IOException {
    RunFiles files = new RunFiles(place);
    Set<String> names = files.names();
    for (String name : MANIFESTS) {
      if (names.contains(name)) {
        ObjectNode file = (ObjectNode) JSON.readTree(files.read(name));
        Optional<RunManifest> before = RunManifest.in(file);
        if (before.isPresent()) {
          RunManifest after = parts().tally().toManifest().with(before.get().scope());
          file.set(RunManifest.KEY, after.toJson());
          files.write(name, JSON.writeValueAsBytes(SealedJson.seal(file)));
          return;
        }
      }
    }
  }

  private static String digest(Optional<RunManifest> manifest) {
    return manifest.map(RunManifest::digest).orElse("");
  }

  private static String now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
