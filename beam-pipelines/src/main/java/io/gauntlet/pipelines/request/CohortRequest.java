package io.gauntlet.pipelines.request;

import com.google.common.hash.Funnels;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Modality;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.StudySource;
import io.gauntlet.transforms.cohort.StudySources;
import io.gauntlet.transforms.io.InputFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cohort that is read.
 *
 * @param source name of its layout, one of {@link StudySources#names}
 * @param files its tables and images, and what a study must have of them
 */
public record CohortRequest(String source, CohortFiles files) {

  /**
   * Reads what a user asked for; no file is looked at yet.
   *
   * @param encoding name of that of the tables
   * @param images folder of the images; empty where none is read
   * @param modalities what a study must have
   * @throws UsageException when no layout or no encoding has this name
   */
  public static CohortRequest of(
      String source,
      String reports,
      String projections,
      String encoding,
      Optional<String> images,
      Set<Modality> modalities) {
    try {
      StudySources.load().named(source);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--source: " + e.getMessage(), e);
    }
    return new CohortRequest(
        source,
        new CohortFiles(
            reports,
            projections,
            encoding(encoding),
            images.filter(folder -> !folder.isEmpty()),
            modalities));
  }

  private static TableEncoding encoding(String name) {
    try {
      return TableEncoding.named(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--encoding: " + e.getMessage(), e);
    }
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
   * Digest of the two tables, in full.
   *
   * @return {@code sha256:} and 64 hexadecimal digits
   * @throws UsageException when one cannot be read
   */
  public String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String pattern : List.of(files.reports(), files.projections())) {
      try {
        InputFiles.read(
            pattern, (stream, file) -> stream.transferTo(Funnels.asOutputStream(hasher)));
      } catch (IOException e) {
        throw new UsageException(pattern + ": " + e.getMessage(), e);
      }
    }
    return "sha256:" + hasher.hash();
  }
}
