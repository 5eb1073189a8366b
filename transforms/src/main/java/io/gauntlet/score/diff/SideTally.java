package io.gauntlet.score.diff;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Counts studies of a cell that changed sides, and keeps those whose margin changed most. What is
 * added in any order makes the same tally.
 */
public final class SideTally implements Serializable {
  private static final long serialVersionUID = 1;

  /** A page shows a few; the outcomes have all of them. */
  private static final int MOST = 10;

  private static final Comparator<SidedStudy> LARGEST_FIRST =
      comparingDouble((SidedStudy study) -> -Math.abs(study.change()))
          .thenComparing(SidedStudy::uid)
          .thenComparing(SidedStudy::replica, nullsFirst(naturalOrder()));

  private long studies;
  private long lost;
  private long gained;
  private final ArrayList<SidedStudy> mostLost = new ArrayList<>();
  private final ArrayList<SidedStudy> mostGained = new ArrayList<>();

  /** Counts a study. */
  public void add(SidedStudy study) {
    studies++;
    if (study.isLost()) {
      lost++;
      keep(mostLost, List.of(study));
    } else if (study.isGained()) {
      gained++;
      keep(mostGained, List.of(study));
    }
  }

  /** Adds what another tally counted. */
  public void merge(SideTally other) {
    studies += other.studies;
    lost += other.lost;
    gained += other.gained;
    keep(mostLost, other.mostLost);
    keep(mostGained, other.mostGained);
  }

  private static void keep(List<SidedStudy> kept, List<SidedStudy> more) {
    kept.addAll(more);
    kept.sort(LARGEST_FIRST);
    if (kept.size() > MOST) {
      kept.subList(MOST, kept.size()).clear();
    }
  }

  /** How many studies changed sides. */
  public SideCounts counts() {
    return new SideCounts(studies, lost, gained);
  }

  /** Studies that the candidate lost, the largest change of the margin first. */
  public ImmutableList<SidedStudy> mostLost() {
    return ImmutableList.copyOf(mostLost);
  }

  /** Studies that the candidate gained, the largest change of the margin first. */
  public ImmutableList<SidedStudy> mostGained() {
    return ImmutableList.copyOf(mostGained);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SideTally that
        && counts().equals(that.counts())
        && mostLost.equals(that.mostLost)
        && mostGained.equals(that.mostGained);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts(), mostLost, mostGained);
  }
}
