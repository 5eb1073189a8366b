package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;

/**
 * Files that are in a folder that a user names.
 *
 * @param option by which, with its dashes
 * @param names of the files, for messages
 * @param listing of those that are there
 * @param <T> what is known of a file
 */
record NamedFiles<T>(String option, String names, Listing<T> listing) {

  /** Which files there are. */
  @FunctionalInterface
  interface Listing<T> {
    ImmutableList<T> files() throws IOException;
  }

  /**
   * The files that there are, which may be none.
   *
   * @throws UsageException when the place cannot be listed
   */
  ImmutableList<T> files() {
    try {
      return listing.files();
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(option + ": " + names + ": " + e.getMessage(), e);
    }
  }

  /**
   * The files that there are, at least one.
   *
   * @param remedy what the user can do where there is none
   * @throws UsageException when there is none
   */
  ImmutableList<T> require(String remedy) {
    ImmutableList<T> files = files();
    if (files.isEmpty()) {
      throw new UsageException(option + ": there is no " + names + "; " + remedy);
    }
    return files;
  }
}
