package io.gauntlet.pipelines.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.version.BuildVersions;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.SealedJson;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder of one run, and its {@code run.json}: options, versions, timings by stage. */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String RUN = "run";

  /** Where a whole run writes down what it is. */
  public static final String FILE = RUN + ".json";

  /** Where an erasure writes down that it was there. */
  public static final String ERASURES = "erasures.json";

  private static final String OPTIONS = "options";
  private static final String SEED = "seed";
  private static final String WRITTEN = "files";

  /** How what lies in the folder is named. */
  private static final String HERE = "./";

  private final String folder;
  private final String root;
  private final String file;
  private final RunFiles files;
  private final WrittenRecords records;
  private final ObjectNode run = JSON.createObjectNode();
  private JsonNode before = MissingNode.getInstance();

  private RunFolder(String folder, String name, ImmutableList<ShardedFiles> records) {
    Location location = Location.of(folder);
    this.folder = folder;
    this.root = location.name();
    this.file = name + ".json";
    this.files = new RunFiles(location);
    this.records = new WrittenRecords(location, records);
  }

  /**
   * Takes a folder for a run: a new one, an empty one, or that of the same run, which then goes on:
   * its models stay, what comes after them is made again.
   *
   * @param lock on the folder
   * @param provenance what decides the results
   * @throws UsageException when the folder holds something else
   */
  public static RunFolder take(FolderLock lock, Provenance provenance) throws IOException {
    String folder = lock.folder();
    RunFolder taken = new RunFolder(folder, RUN, RunLayout.of(folder).records());
    taken.requireNoErasure();
    if (!taken.goesOn(provenance) && !taken.files.isEmptyBut(FolderLock.FILE)) {
      throw new UsageException(
          "--output: " + folder + " is not empty and holds no run; name a new folder");
    }
    taken.begin(lock);
    return taken;
  }

  /**
   * Takes the folder of a run for one of its stages, which writes a file of its own, {@code
   * STAGE.json}, beside what the stages before left.
   *
   * @param lock on the folder
   * @param provenance what decides the stage's results
   * @param records that the stage writes; those of a try that stopped are deleted
   * @throws UsageException when the folder holds this stage's results with other options
   */
  public static void takeForStage(
      FolderLock lock, String stage, Provenance provenance, List<ShardedFiles> records)
      throws IOException {
    RunFolder taken = new RunFolder(lock.folder(), stage, ImmutableList.copyOf(records));
    taken.requireNoErasure();
    taken.goesOn(provenance);
    taken.begin(lock);
  }

  /** The same call would read an erased study from its cohort, and attack it again. */
  private void requireNoErasure() throws IOException {
    if (files.names().contains(ERASURES)) {
      throw new UsageException(
          "--output: a study was erased from %s (%s), which the same call may bring back; name a new folder"
              .formatted(folder, ERASURES));
    }
  }

  /** What a gate must know of a run: the digest of its data and its seed, as it wrote them down. */
  public static RunFacts facts(String folder) throws IOException {
    RunFiles files = new RunFiles(folder);
    RunFacts facts = RunFacts.in(folder);
    for (String name : List.of(RUN, CohortStage.NAME)) {
      try {
        JsonNode options = JSON.readTree(files.read(name + ".json")).path(OPTIONS);
        if (options.has(SEED)) {
          facts = facts.withSeed(options.get(SEED).asText());
        }
        if (options.path(Provenance.DATA_DIGEST).isTextual()) {
          return facts.withData(options.get(Provenance.DATA_DIGEST).asText());
        }
      } catch (FileNotFoundException e) {
        // The other may have written it.
      } catch (JsonProcessingException e) {
        throw notJson(folder + "/" + name + ".json", e);
      }
    }
    return facts;
  }

  /**
   * The options of a run as texts, by name, or those of its attack where its stages were run apart;
   * none where it wrote down none. What lies in the folder is named by its whole path.
   */
  public static Map<String, String> options(String folder) throws IOException {
    Map<String, String> options = options(folder, FILE);
    return options.isEmpty() ? options(folder, AttackStage.FILE) : options;
  }

  private static Map<String, String> options(String folder, String file) throws IOException {
    Map<String, String> options = new TreeMap<>();
    try {
      JSON.readTree(new RunFiles(folder).read(file))
          .path(OPTIONS)
          .properties()
          .forEach(
              option ->
                  options.put(
                      option.getKey(), whole(folder, option.getKey(), option.getValue().asText())));
    } catch (FileNotFoundException e) {
      return Map.of();
    } catch (JsonProcessingException e) {
      throw notJson(folder + "/" + file, e);
    }
    return options;
  }

  private static UsageException notJson(String file, JsonProcessingException e) {
    return new UsageException(
        file + " is not valid JSON; bring back the file that the run wrote", e);
  }

  /** A value as it was before it was made {@link #portable}. */
  private static String whole(String folder, String option, String value) {
    return PathOptions.isPath(option) && value.startsWith(HERE)
        ? Location.of(folder).resolve(value.substring(HERE.length())).name()
        : value;
  }

  /**
   * What a gate must know of a run whose outcomes are held against its manifest. Of a run without
   * outcomes there is nothing to check.
   */
  public static RunFacts checkedFacts(RunLayout layout) throws IOException {
    RunFacts facts = facts(layout.folder());
    if (layout.outcomes().files().isEmpty()) {
      return facts;
    }
    CheckedRun checked = CheckedRun.of(layout);
    RunFacts held =
        facts
            .with(checked.manifest().map(RunManifest::scope).orElse(RunScope.ALL))
            .with(
                checked.manifest().map(RunManifest::making).orElse(Making.UNKNOWN),
                checked.faults());
    return checked.manifest().map(RunManifest::digest).map(held::withManifest).orElse(held);
  }

  /** Whether the same was run here before. */
  private boolean goesOn(Provenance provenance) throws IOException {
    // Through text and back, so that numbers have the types that a reader gives them.
    run.set(OPTIONS, portable(JSON.readTree(JSON.writeValueAsBytes(provenance.facts()))));
    try {
      before = JSON.readTree(files.read(file));
      if (!sameOptions(portable(before.path(OPTIONS)), run.get(OPTIONS))) {
        throw new UsageException(
            "--output: %s holds the results of another run (its %s has other options or data); name a new folder"
                .formatted(folder, file));
      }
      return true;
    } catch (FileNotFoundException e) {
      return false;
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "--output: " + folder + "/" + file + " cannot be read; name a new folder", e);
    }
  }

  /** What lies in the folder is named from there, so that the folder can be moved. */
  private JsonNode portable(JsonNode options) {
    if (!(options.deepCopy() instanceof ObjectNode moved)) {
      return options;
    }
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String value = option.getValue().asText();
      if (PathOptions.isPath(option.getKey()) && !value.isBlank() && !value.startsWith(HERE)) {
        String path = PathOptions.absolute(option.getKey(), value);
        moved.put(
            option.getKey(),
            path.startsWith(root + "/") ? HERE + path.substring(root.length() + 1) : path);
      }
    }
    return moved;
  }

  /** An option that is younger than the run before, and is not given, changes nothing. */
  private static boolean sameOptions(JsonNode before, JsonNode now) {
    ObjectNode known = now.deepCopy();
    known
        .properties()
        .removeIf(
            option -> !before.has(option.getKey()) && option.getValue().asText("-").isEmpty());
    return known.equals(before);
  }

  private void begin(FolderLock lock) throws IOException {
    // A second try may write another number of files, beside which those of the first would be
    // read too.
    ImmutableList<String> others = records.delete(written());
    if (!others.isEmpty()) {
      throw new UsageException(
          "--output: %s/%s is not of this run, but would be read with its files; move it away"
              .formatted(folder, others.get(0)));
    }
    run.set(WRITTEN, JSON.valueToTree(records.names()));
    run.set("versions", JSON.valueToTree(BuildVersions.running(lock.options())));
    save(run);
  }

  /** The names that the try before wrote down. */
  private Optional<ImmutableSet<String>> written() {
    JsonNode names = before.path(WRITTEN);
    return names.isArray()
        ? Optional.of(
            Streams.stream(names).map(JsonNode::asText).collect(ImmutableSet.toImmutableSet()))
        : Optional.empty();
  }

  /**
   * Adds how long each stage took, and which models were made.
   *
   * @param training that made them
   */
  public void finish(Map<String, Duration> stages, TrainingRequest training) throws IOException {
    // The pipeline has put its manifest there.
    ObjectNode run = (ObjectNode) JSON.readTree(files.read(file));
    ObjectNode seconds = run.putObject("seconds");
    stages.forEach((stage, duration) -> seconds.put(stage, duration.toNanos() / 1e9));
    ObjectNode models = run.putObject("models");
    for (long seed : training.seeds().all()) {
      for (String victim : training.victims().names()) {
        String name = training.seeds().folder(seed) + victim;
        try {
          JsonNode card = JSON.readTree(files.read("models/" + name + "/card.json"));
          models.set(name, card.get("digest"));
        } catch (FileNotFoundException e) {
          // The stage could not train it.
        }
      }
    }
    save(run);
  }

  private void save(ObjectNode facts) throws IOException {
    files.write(file, JSON.writeValueAsBytes(SealedJson.seal(facts)));
  }

  /** Where it is. */
  public String uri() {
    return folder;
  }
}
