package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The records that a run writes into its folder. Their names are written down before the first of
 * them is, so that a run that goes on deletes what it wrote before, by name, and nothing else.
 *
 * @param folder of the run
 * @param records inside it
 */
record WrittenRecords(Location folder, ImmutableList<ShardedFiles> records) {

  /** The names of the files, in the folder. */
  ImmutableList<String> names() {
    return records.stream()
        .flatMap(files -> files.names().stream())
        .map(this::inside)
        .collect(ImmutableList.toImmutableList());
  }

  private String inside(String name) {
    return Location.of(name).name().substring(folder.resolve("").name().length());
  }

  /**
   * Deletes those of an earlier attempt.
   *
   * @param written the names that it wrote down; empty for one of a version that wrote none down,
   *     whose files have the names of records
   * @return the files of records that stay, for the run did not write them
   */
  ImmutableList<String> delete(Optional<ImmutableSet<String>> written) throws IOException {
    List<String> own = new ArrayList<>();
    ImmutableList.Builder<String> others = ImmutableList.builder();
    for (ShardedFiles files : records) {
      files.leftAside().forEach(file -> own.add(inside(file.resourceId().toString())));
      for (Metadata file : files.files()) {
        String name = inside(file.resourceId().toString());
        if (written.isEmpty() || written.get().contains(name)) {
          own.add(name);
        } else {
          others.add(name);
        }
      }
    }
    new RunFiles(folder).delete(own);
    return others.build();
  }
}
