package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.PartName;
import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The files of a run's outcomes: its parts, or, of a run of a version that wrote none, the shards
 * of one write.
 *
 * @param folder of the files
 */
public record OutcomeFiles(String folder) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SHARDS = 8;

  /** The files that are there, by name. */
  public ImmutableList<Metadata> files() throws IOException {
    ImmutableList<Metadata> parts = parts();
    return parts.isEmpty() ? shards().files() : parts;
  }

  /** The parts that are there, by name; none in a run of a version that wrote none. */
  public ImmutableList<Metadata> parts() throws IOException {
    return Listing.in(Location.of(folder)).stream()
        .filter(
            file -> {
              String name = file.resourceId().getFilename();
              return PartName.of(name).filter(part -> part.records().equals(name)).isPresent();
            })
        .collect(ImmutableList.toImmutableList());
  }

  /** The files that a version before parts wrote. */
  public ShardedFiles shards() {
    return new ShardedFiles(folder + "/outcomes", SHARDS);
  }

  @Override
  public String toString() {
    return folder + "/*.avro";
  }
}
