package io.gauntlet.plan;

import java.util.Optional;

/**
 * The victim that an attack was run against.
 *
 * @param victim its name; empty for an attack that knows nothing of its victim, whose result serves
 *     them all
 */
public record Against(Optional<String> victim) {
  /** The attack knows nothing of any victim. */
  public static final Against NO_VICTIM = new Against(Optional.empty());

  /** A victim by name. */
  public static Against victim(String name) {
    return new Against(Optional.of(name));
  }

  /** As it follows the name of an attack: {@code " against image"}, or nothing. */
  @Override
  public String toString() {
    return victim.map(name -> " against " + name).orElse("");
  }
}
