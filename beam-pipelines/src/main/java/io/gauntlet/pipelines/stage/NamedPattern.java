package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/**
 * Files that a user names.
 *
 * @param option by which, with its dashes
 * @param pattern of the files, on any of Beam's file systems
 */
record NamedPattern(String option, String pattern) {

  /**
   * The files that there are, which may be none.
   *
   * @throws UsageException when the place cannot be listed
   */
  ImmutableList<String> files() {
    try {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
          .map(file -> file.resourceId().toString())
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UsageException(option + ": " + pattern + ": " + e.getMessage(), e);
    }
  }

  /**
   * The files that there are, at least one.
   *
   * @param remedy what the user can do where there is none
   * @throws UsageException when there is none
   */
  ImmutableList<String> require(String remedy) {
    ImmutableList<String> files = files();
    if (files.isEmpty()) {
      throw new UsageException(option + ": there is no " + pattern + "; " + remedy);
    }
    return files;
  }
}
