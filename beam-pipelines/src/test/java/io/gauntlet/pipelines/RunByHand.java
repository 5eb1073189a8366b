package io.gauntlet.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.gauntlet.records.parts.Circumstances;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.ManifestTally;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.PartWriter;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.records.parts.SealedJson;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Runs as if they had been attacked: outcomes by parts, and the manifest in {@code run.json}. */
public final class RunByHand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STUDIES_A_BATCH = 32;

  private RunByHand() {}

  /**
   * Writes a run.
   *
   * @param folder of the run
   * @param options that {@code run.json} tells
   */
  public static void write(Path folder, List<Outcome> outcomes, Map<String, String> options)
      throws IOException {
    Files.createDirectories(folder.resolve("outcomes"));
    PartStore store = new PartStore(new RunFiles(folder.resolve("outcomes").toString()));
    Map<String, List<Outcome>> byStudy = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      byStudy.computeIfAbsent(outcome.getUid(), uid -> new ArrayList<>()).add(outcome);
    }
    ManifestTally tally = new ManifestTally();
    int batch = 0;
    for (List<List<Outcome>> studies :
        Lists.partition(List.copyOf(byStudy.values()), STUDIES_A_BATCH)) {
      PartName name = new PartName(batch, 0);
      try (PartWriter writer = new PartWriter(name)) {
        for (List<Outcome> study : studies) {
          for (Outcome outcome : study) {
            writer.add(outcome);
          }
        }
        tally.add(
            store.publish(
                name,
                writer.finish(),
                new Circumstances("by hand", ImmutableList.of(), Making.UNKNOWN)));
      }
      batch++;
    }
    ObjectNode run = JSON.createObjectNode();
    run.set("options", JSON.valueToTree(options));
    run.set(RunManifest.KEY, tally.toManifest().toJson());
    JSON.writeValue(folder.resolve("run.json").toFile(), SealedJson.seal(run));
  }

  /** The studies that a run has outcomes of. */
  public static Set<String> uids(Path folder) throws IOException {
    PartStore store = new PartStore(new RunFiles(folder.resolve("outcomes").toString()));
    Set<String> uids = new TreeSet<>();
    for (String file : store.files().names()) {
      Optional<PartName> name = PartName.of(file).filter(part -> part.summary().equals(file));
      if (name.isPresent()) {
        store.summary(name.get()).studies().forEach(study -> uids.add(study.uid()));
      }
    }
    return uids;
  }

  /** Changes the outcomes of a run, part by part, behind its back. */
  public static void alter(Path folder, UnaryOperator<List<Outcome>> change) throws IOException {
    PartStore store = new PartStore(new RunFiles(folder.resolve("outcomes").toString()));
    for (String file : store.files().names()) {
      Optional<PartName> name = PartName.of(file).filter(part -> part.records().equals(file));
      if (name.isPresent()) {
        List<Outcome> outcomes = new ArrayList<>();
        store.read(store.summary(name.get()), outcomes::add);
        try (PartWriter writer = new PartWriter(name.get())) {
          for (Outcome outcome : change.apply(outcomes)) {
            writer.add(outcome);
          }
          Files.write(folder.resolve("outcomes").resolve(file), writer.finish());
        }
      }
    }
  }
}
