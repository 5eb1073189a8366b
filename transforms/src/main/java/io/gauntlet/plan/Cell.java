package io.gauntlet.plan;

import java.util.List;

/**
 * One victim under one attack.
 *
 * @param victim the classifier that is scored
 * @param attack canonical attack
 * @param generator the victim that the pictures were made against when it is another one; else null
 * @param candidates the attacked studies of which the victim's worst counts, study by study; the
 *     first of equals
 * @param suite whether the attack is a suite, whose outcomes name the worst
 */
public record Cell(
    String victim, String attack, String generator, List<Candidate> candidates, boolean suite) {

  /** Copies what could change. */
  public Cell {
    candidates = List.copyOf(candidates);
  }

  @Override
  public String toString() {
    return victim + " under " + attack + (generator == null ? "" : " made against " + generator);
  }
}
