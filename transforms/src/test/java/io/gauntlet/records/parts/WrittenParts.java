package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Outcomes of a small run, written by parts into a folder, for tests to spoil. */
public final class WrittenParts {
  private static final int STUDIES_A_BATCH = 8;

  private final Path folder;
  private final PartStore store;

  /** Parts in a folder. */
  public WrittenParts(Path folder) {
    this.folder = folder;
    this.store = new PartStore(new RunFiles(folder.toString()));
  }

  /** The parts. */
  public PartStore store() {
    return store;
  }

  /** Writes outcomes: eight studies a batch, one part of the plan for each victim. */
  public RunManifest write(List<Outcome> outcomes) throws IOException {
    Files.createDirectories(folder);
    Map<String, Integer> victims = new TreeMap<>();
    Map<String, List<Outcome>> byStudy = new TreeMap<>();
    outcomes.forEach(
        outcome -> {
          victims.putIfAbsent(outcome.getVictim(), victims.size());
          byStudy.computeIfAbsent(outcome.getUid(), uid -> new ArrayList<>()).add(outcome);
        });
    ManifestTally tally = new ManifestTally();
    int batch = 0;
    for (List<List<Outcome>> studies :
        Lists.partition(List.copyOf(byStudy.values()), STUDIES_A_BATCH)) {
      for (Map.Entry<String, Integer> victim : victims.entrySet()) {
        tally.add(
            publish(
                new PartName(batch, victim.getValue()),
                studies.stream()
                    .flatMap(List::stream)
                    .filter(outcome -> outcome.getVictim().equals(victim.getKey()))
                    .toList()));
      }
      batch++;
    }
    return tally.toManifest();
  }

  private PartSummary publish(PartName name, List<Outcome> outcomes) throws IOException {
    return store.publish(
        name,
        encoded(name, outcomes),
        new Circumstances("inputs", ImmutableList.of(), Making.UNKNOWN));
  }

  private static byte[] encoded(PartName name, List<Outcome> outcomes) throws IOException {
    try (PartWriter writer = new PartWriter(name)) {
      for (Outcome outcome : outcomes) {
        writer.add(outcome);
      }
      return writer.finish();
    }
  }

  /** Replaces the outcomes of a part, whose summary stays. */
  public void change(PartName name, UnaryOperator<List<Outcome>> change) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    store.read(store.summary(name), outcomes::add);
    Files.write(folder.resolve(name.records()), encoded(name, change.apply(outcomes)));
  }

  /** Replaces the outcomes of a part, and its summary. */
  public void changeWithSummary(PartName name, UnaryOperator<List<Outcome>> change)
      throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    store.read(store.summary(name), outcomes::add);
    Files.delete(folder.resolve(name.summary()));
    publish(name, change.apply(outcomes));
  }
}
