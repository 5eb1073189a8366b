package io.gauntlet.score;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.List;

/**
 * The slices of a scorecard, sorted.
 *
 * @param all of them
 * @param fewest studies that a slice was asked to have, at least 1; 0 where a scorecard of an older
 *     version did not write it down
 */
public record Slices(List<Slice> all, int fewest) implements Serializable {
  /** No slice, of which nobody asked anything. */
  public static final Slices NONE = new Slices(List.of(), 0);

  /** Sorts them by their term and their cell. */
  public Slices {
    all = all.stream().sorted(comparing(Slice::term).thenComparing(Slice::key)).toList();
  }
}
