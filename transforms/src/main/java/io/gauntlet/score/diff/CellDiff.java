package io.gauntlet.score.diff;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.Attacked;
import java.io.Serializable;

/**
 * What changed in one cell between two runs.
 *
 * @param victim by name
 * @param attack its canonical text
 * @param generator victim whose images were shown; null where the victim's own were
 * @param attacked the modalities that the attack changes
 * @param counts of all studies
 * @param slices of which some studies changed sides, by name
 * @param shown a few of the studies
 */
public record CellDiff(
    String victim,
    String attack,
    String generator,
    Attacked attacked,
    SideCounts counts,
    ImmutableSortedMap<String, SideCounts> slices,
    Shown shown)
    implements Serializable {

  /**
   * A few studies that changed sides, the largest change of the margin first.
   *
   * @param lost of which the baseline alone was right
   * @param gained of which the candidate alone is right
   */
  public record Shown(ImmutableList<SidedStudy> lost, ImmutableList<SidedStudy> gained)
      implements Serializable {}

  /** Whether any study changed sides. */
  public boolean hasChanged() {
    return counts.lost() + counts.gained() > 0;
  }
}
