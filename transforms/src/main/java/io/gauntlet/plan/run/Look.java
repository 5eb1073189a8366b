package io.gauntlet.plan.run;

import io.gauntlet.attack.Logits;
import java.util.Optional;

/**
 * One answer that an attack got about a study.
 *
 * @param number of the answer among all that the attack got about the study, from 1
 * @param attack the attack on one modality that asked, and its victim
 * @param kind of the question
 * @param logits that the attack saw: those of the victim, moved by its threshold
 * @param margin how far the class that the attack wants to leave is ahead; below 0 the study is
 *     fooled
 * @param caption that was asked about; empty where images were
 */
public record Look(
    int number, String attack, Kind kind, Logits logits, double margin, Optional<String> caption) {

  /** What was asked for. */
  public enum Kind {
    /** Logits alone. */
    LOGITS,
    /** Logits and their gradient. */
    GRADIENT
  }
}
