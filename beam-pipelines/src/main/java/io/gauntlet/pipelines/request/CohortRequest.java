package io.gauntlet.pipelines.request;

import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Modality;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.StudySource;
import io.gauntlet.transforms.cohort.StudySources;
import io.gauntlet.transforms.io.InputFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cohort that is read.
 *
 * @param source name of its layout, one of {@link StudySources#names}
 * @param files its tables and images, and what a study must have of them
 */
public record CohortRequest(String source, CohortFiles files) {

  /**
   * A cohort of a layout; no file is looked at yet.
   *
   * @throws UsageException when no layout has this name
   */
  public static CohortRequest of(String source, CohortFiles files) {
    try {
      StudySources.load().named(source);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--source: " + e.getMessage(), e);
    }
    return new CohortRequest(source, files);
  }

  /** What a study must have. */
  public Set<Modality> modalities() {
    return files.modalities();
  }

  /** What reads it. */
  public StudySource reader() {
    return StudySources.load().named(source);
  }

  /**
   * Looks at the files, as far as that is quick.
   *
   * @param needed the modalities whose files have to be there
   * @return this
   * @throws UsageException when a file is missing or lacks a column; names its option
   */
  public CohortRequest requireReadable(Set<Modality> needed) {
    try {
      reader().check(files.withModalities(needed));
      return this;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("the cohort cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Digest of the tables, in full.
   *
   * @return {@code sha256:} and 64 hexadecimal digits
   * @throws UsageException when one cannot be read
   */
  public String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String table : tables()) {
      try {
        InputFiles.read(table, (stream, file) -> stream.transferTo(Funnels.asOutputStream(hasher)));
      } catch (IOException e) {
        throw new UsageException(table + ": " + e.getMessage(), e);
      }
    }
    return "sha256:" + hasher.hash();
  }

  private List<String> tables() {
    return Stream.concat(Stream.of(files.reports(), files.projections()), files.tables().stream())
        .filter(table -> !table.isEmpty())
        .toList();
  }
}
