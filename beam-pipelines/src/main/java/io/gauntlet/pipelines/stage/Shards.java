package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.UsageException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one write. A runner chooses how many there are: those of two jobs that wrote into
 * one folder stand side by side, and a reader of them all would count each study twice.
 */
public final class Shards {
  private static final Pattern NAME = Pattern.compile(".*-\\d+-of-(?<count>\\d+)\\.avro");

  private Shards() {}

  /**
   * Checks that all files of one write are there, and those of no other.
   *
   * @param option that names them
   * @param pattern of all of them
   * @param names of the files that were found; may be none
   * @throws UsageException when not
   */
  public static void check(String option, String pattern, Collection<String> names) {
    Set<Integer> counts = new TreeSet<>();
    for (String name : names) {
      Matcher shard = NAME.matcher(name);
      if (shard.matches()) {
        counts.add(Integer.parseInt(shard.group("count")));
      }
    }
    if (counts.size() > 1) {
      throw new UsageException(
          "%s: %s are of several writes, of %s files: two jobs wrote into one folder; run again into a"
                  .formatted(option, pattern, counts)
              + " new one");
    }
    if (counts.stream().anyMatch(count -> count != names.size())) {
      throw new UsageException(
          "%s: of the %d files %s only %d are there: the write did not end, or some are gone; run"
                  .formatted(option, counts.iterator().next(), pattern, names.size())
              + " again");
    }
  }
}
