package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Modality;
import io.gauntlet.data.table.TableEncoding;
import java.util.Optional;
import java.util.Set;

/**
 * Where the files of a cohort are. What is in them is the matter of its {@link StudySource}.
 *
 * @param reports the reports
 * @param projections which images belong to which report
 * @param encoding of those of the two that begin with no byte order mark
 * @param images folder of the images; empty where none is read
 * @param modalities what a study must have
 */
public record CohortFiles(
    String reports,
    String projections,
    TableEncoding encoding,
    Optional<String> images,
    Set<Modality> modalities) {

  public CohortFiles {
    modalities = Set.copyOf(modalities);
  }

  /** The same files, of which a study must have other modalities. */
  public CohortFiles withModalities(Set<Modality> needed) {
    return new CohortFiles(reports, projections, encoding, images, needed);
  }
}
