package io.gauntlet.records.parts;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;

/**
 * Which studies of the test part were attacked, where a run asked for a sample of them.
 *
 * @param asked so many were asked for
 * @param seed of the draw
 * @param classes by label, sorted
 */
public record StudySample(long asked, long seed, ImmutableList<Share> classes)
    implements Serializable {

  /**
   * What was drawn of one class.
   *
   * @param label of the class
   * @param drawn studies in the sample
   * @param of studies there are
   */
  public record Share(String label, long drawn, long of) implements Serializable {}

  /** Studies in the sample. */
  public long drawn() {
    return classes.stream().mapToLong(Share::drawn).sum();
  }

  /** Studies of the test part. */
  public long of() {
    return classes.stream().mapToLong(Share::of).sum();
  }

  /** Whether all studies are in the sample, for no more were there than were asked for. */
  public boolean isWhole() {
    return drawn() == of();
  }

  /** Such as {@code 60 of 118 studies (ABNORMAL 41 of 82, NORMAL 19 of 36)}. */
  public String text() {
    return "%s of %s studies (%s)"
        .formatted(
            drawn(),
            of(),
            classes.stream()
                .map(share -> "%s %s of %s".formatted(share.label(), share.drawn(), share.of()))
                .collect(joining(", ")));
  }
}
