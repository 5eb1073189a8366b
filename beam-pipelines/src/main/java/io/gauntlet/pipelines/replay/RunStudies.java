package io.gauntlet.pipelines.replay;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.RecordReaders;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.PortableImages;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The studies that a run left to be attacked, read without a pipeline.
 *
 * @param run that wrote them
 */
public record RunStudies(RunLayout run) {

  /**
   * Some of the studies, with the places where their images are now; none where the run wrote no
   * studies.
   *
   * @throws IOException when a file is not as the run wrote it
   */
  public ImmutableList<Study> read(Set<String> uids) throws IOException {
    return read(run.test(), study -> uids.contains(study.getUid()));
  }

  /**
   * The studies of the training part; none where the run wrote none.
   *
   * @throws IOException when a file is not as the run wrote it
   */
  public ImmutableList<Study> readTraining() throws IOException {
    return read(run.train(), study -> true);
  }

  private ImmutableList<Study> read(ShardedFiles part, Predicate<Study> wanted) throws IOException {
    PortableImages images = new PortableImages(run.folder());
    ImmutableList.Builder<Study> read = ImmutableList.builder();
    for (Metadata file : part.files()) {
      Location place = Location.of(file.resourceId().toString());
      try (DataFileStream<Study> records =
          new DataFileStream<>(
              Channels.newInputStream(new RunFiles(place.parent()).open(place.last())),
              RecordReaders.studies(Study.getClassSchema(), Study.getClassSchema()))) {
        for (Study study : records) {
          if (wanted.test(study)) {
            read.add(images.ofRecord(study));
          }
        }
      } catch (IOException | AvroRuntimeException e) {
        throw new IOException(
            "%s is cut or altered (%s); bring back the file that the run wrote"
                .formatted(place, e.getMessage()),
            e);
      }
    }
    return read.build();
  }
}
