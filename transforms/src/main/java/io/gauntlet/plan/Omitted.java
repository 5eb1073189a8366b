package io.gauntlet.plan;

import io.gauntlet.schema.Quarantined;

/**
 * A cell that was asked for and cannot be.
 *
 * @param victim the victim
 * @param attack the attack, and how it was asked for, in words
 * @param reason why not
 */
public record Omitted(String victim, String attack, String reason) {

  /** As an input that could not be used. */
  public Quarantined toQuarantined() {
    return new Quarantined(
        attack,
        0L,
        "",
        "cannot-attack",
        "%s: %s; leave the attack out, or bring a victim that does".formatted(attack, reason));
  }
}
