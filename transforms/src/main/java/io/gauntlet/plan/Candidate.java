package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackSpec;

/**
 * One attacked study of a cell.
 *
 * @param attack that it comes from: a member where the attack of the cell is a suite
 * @param images what the victim is shown
 * @param captions what the victim reads
 */
public record Candidate(AttackSpec attack, Images images, Captions captions) {

  /** Whether the victim sees the study as it came. */
  public boolean isClean() {
    return images.equals(Images.CLEAN) && captions.equals(Captions.CLEAN);
  }
}
