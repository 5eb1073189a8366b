package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The files of one write, {@code PREFIX-00000-of-00002.avro} and so on. Those of two writes of
 * different numbers of files stand side by side, and a reader of them all would count each study
 * twice.
 *
 * @param prefix path or URI of the files up to the dash before their numbers; no letter of it is a
 *     pattern
 * @param count how many a write makes, at least 1; a reader takes those that are there
 */
public record ShardedFiles(String prefix, int count) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern NUMBERS = Pattern.compile("-\\d{5,9}-of-(?<count>\\d{5,9})\\.avro");

  /** The names of the files that a write makes, with their folder. */
  public ImmutableList<String> names() {
    return IntStream.range(0, count)
        .mapToObj(file -> String.format(Locale.ROOT, "%s-%05d-of-%05d.avro", prefix, file, count))
        .collect(ImmutableList.toImmutableList());
  }

  /** The files that are there, by name; none where there is no folder. */
  public ImmutableList<Metadata> files() throws IOException {
    Location location = Location.of(prefix);
    return Listing.in(location.parent()).stream()
        .filter(file -> isShard(file.resourceId().getFilename()))
        .collect(ImmutableList.toImmutableList());
  }

  /** What attempts that died have left aside when they wrote these files, by name. */
  public ImmutableList<Metadata> leftAside() throws IOException {
    return Listing.in(Location.of(prefix).parent()).stream()
        .filter(
            file ->
                RunFiles.ofAside(file.resourceId().getFilename()).filter(this::isShard).isPresent())
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a file's name is that of one of these, whatever their number. */
  public boolean isShard(String filename) {
    String start = Location.of(prefix).last();
    return filename.startsWith(start)
        && NUMBERS.matcher(filename.substring(start.length())).matches();
  }

  /**
   * Checks that all files of one write are there, and those of no other.
   *
   * @param files that were found; may be none
   * @throws IllegalStateException when not; the message has the remedy
   */
  public void requireWhole(ImmutableList<Metadata> files) {
    Set<Integer> counts = new TreeSet<>();
    int start = Location.of(prefix).last().length();
    for (Metadata file : files) {
      Matcher numbers = NUMBERS.matcher(file.resourceId().getFilename().substring(start));
      if (numbers.matches()) {
        counts.add(Integer.parseInt(numbers.group("count")));
      }
    }
    if (counts.size() > 1) {
      throw new IllegalStateException(
          "%s are of several writes, of %s files: two jobs wrote into one folder; run again into a new one"
              .formatted(this, counts));
    }
    if (counts.stream().anyMatch(count -> count != files.size())) {
      throw new IllegalStateException(
          "of the %d files %s only %d are there: the write did not end, or some are gone; run again"
              .formatted(counts.iterator().next(), this, files.size()));
    }
  }

  /** The names, with a star for each number. */
  @Override
  public String toString() {
    return prefix + "-*-of-*.avro";
  }
}
