package io.gauntlet.transforms.cohort;

import java.io.IOException;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;

/**
 * A layout of cohorts, asked for by name. Found by {@link java.util.ServiceLoader}: a jar on the
 * class path adds one.
 *
 * <pre>{@code
 * public final class OurArchive implements StudySource {
 *   public String name() {
 *     return "our-archive";
 *   }
 *   ...
 * }
 * }</pre>
 */
public interface StudySource {

  /** Its name: lower case, words joined by hyphens. */
  String name();

  /**
   * Looks at the files before any work is done, as far as that is quick.
   *
   * @throws IllegalArgumentException that begins with the field of {@link CohortFiles} that is
   *     wrong, and says what to do
   * @throws IOException when a file cannot be read
   */
  default void check(CohortFiles files) throws IOException {}

  /**
   * Reads a cohort.
   *
   * @return a transform whose studies have unique uids
   */
  PTransform<PBegin, JoinedStudies> read(CohortFiles files);
}
