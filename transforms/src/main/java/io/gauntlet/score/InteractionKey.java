package io.gauntlet.score;

import java.io.Serializable;

/**
 * Which outcomes an interaction of modalities counts.
 *
 * @param victim the classifier that is scored
 * @param replica seed of the victim's replica; null where there is one
 * @param imageAttack canonical attack on the images
 * @param textAttack canonical attack on the words
 */
public record InteractionKey(String victim, Long replica, String imageAttack, String textAttack)
    implements Serializable {

  /** The same interaction for all replicas. */
  public InteractionKey ofAllReplicas() {
    return new InteractionKey(victim, null, imageAttack, textAttack);
  }
}
