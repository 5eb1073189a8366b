package io.gauntlet.pipelines.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.RunCheck;
import io.gauntlet.records.parts.RunFault;
import io.gauntlet.records.parts.RunFault.Code;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.SealedJson;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run whose outcomes were held against what it wrote down of them.
 *
 * @param manifest what the run wrote down; empty where that is not there, or cannot be read
 * @param faults how the outcomes differ from it, in their order
 */
public record CheckedRun(Optional<RunManifest> manifest, ImmutableList<RunFault> faults) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The files that may have a manifest: that of a whole run, and that of an attack run apart. */
  private static final List<String> FILES = List.of(RunFolder.FILE, AttackStage.FILE);

  /** Reads all outcomes of a run once. */
  public static CheckedRun of(RunLayout layout) throws IOException {
    CheckedRun checked = besides(layout, ImmutableSet.of());
    return isErasureStopped(layout)
        ? checked.with(
            new RunFault(
                Code.ERASURE_STOPPED,
                RunFolder.ERASURES,
                "an erasure was stopped: call gauntlet erase with the same --uid again, and it"
                    + " goes on"))
        : checked;
  }

  /**
   * The same of a run from which a study is being erased.
   *
   * @param changing parts that are being changed, of which it is not known what they have to be
   */
  public static CheckedRun besides(RunLayout layout, Set<PartName> changing) throws IOException {
    RunFiles files = new RunFiles(layout.folder());
    for (String name : FILES) {
      try {
        JsonNode run = JSON.readTree(files.read(name));
        if (!run.isObject()) {
          return notJson(name);
        }
        if (run.has(RunManifest.KEY)) {
          return of(layout, name, run, changing);
        }
      } catch (FileNotFoundException e) {
        // The other may be there.
      } catch (JsonProcessingException e) {
        return notJson(name);
      }
    }
    return fault(
        Code.NO_MANIFEST,
        layout.folder(),
        "there is no manifest: an older version made this run, or it did not end; call it again, or"
            + " attack its models again: "
            + AttackAgain.command(layout));
  }

  /**
   * What a run left out on purpose, as it wrote it down; nothing where it wrote no manifest, or one
   * that cannot be read.
   */
  public static RunScope scope(RunLayout layout) throws IOException {
    RunFiles files = new RunFiles(layout.folder());
    for (String name : FILES) {
      try {
        Optional<RunManifest> manifest = RunManifest.in(JSON.readTree(files.read(name)));
        if (manifest.isPresent()) {
          return manifest.get().scope();
        }
      } catch (FileNotFoundException | JsonProcessingException e) {
        // The other may be there; who checks a run says what is wrong with it.
      }
    }
    return RunScope.ALL;
  }

  private static CheckedRun of(RunLayout layout, String name, JsonNode run, Set<PartName> changing)
      throws IOException {
    Optional<RunManifest> manifest;
    try {
      manifest = RunManifest.in(run);
    } catch (IOException e) {
      return fault(Code.MANIFEST_ALTERED, name, e.getMessage());
    }
    if (!SealedJson.isWhole(run)) {
      return new CheckedRun(
          manifest,
          ImmutableList.of(
              new RunFault(
                  Code.MANIFEST_ALTERED,
                  name,
                  "the file was changed after the run wrote it; bring back the one that it wrote")));
    }
    return new CheckedRun(
        manifest,
        new RunCheck(manifest.orElseThrow(), new PartStore(new RunFiles(layout.parts())))
            .faults(changing));
  }

  private static boolean isErasureStopped(RunLayout layout) throws IOException {
    try {
      return Streams.stream(JSON.readTree(new RunFiles(layout.folder()).read(RunFolder.ERASURES)))
          .anyMatch(entry -> entry.path("ended").asText().isEmpty());
    } catch (FileNotFoundException e) {
      return false;
    } catch (JsonProcessingException e) {
      // What erase cannot read, it names.
      return true;
    }
  }

  private CheckedRun with(RunFault fault) {
    return new CheckedRun(
        manifest, ImmutableList.<RunFault>builder().add(fault).addAll(faults).build());
  }

  private static CheckedRun notJson(String name) {
    return fault(
        Code.MANIFEST_ALTERED,
        name,
        "the file is not valid JSON; bring back the one that the run wrote");
  }

  private static CheckedRun fault(Code code, String place, String detail) {
    return new CheckedRun(Optional.empty(), ImmutableList.of(new RunFault(code, place, detail)));
  }

  /** Whether all is as the run wrote it. */
  public boolean isWhole() {
    return faults.isEmpty();
  }
}
