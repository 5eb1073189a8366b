package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Modality;
import java.util.Optional;
import java.util.Set;

/**
 * Where the files of a cohort are. What is in them is the matter of its {@link StudySource}.
 *
 * @param reports the reports
 * @param projections which images belong to which report
 * @param images folder of the images; empty where none is read
 * @param modalities what a study must have
 */
public record CohortFiles(
    String reports, String projections, Optional<String> images, Set<Modality> modalities) {

  public CohortFiles {
    modalities = Set.copyOf(modalities);
  }
}
