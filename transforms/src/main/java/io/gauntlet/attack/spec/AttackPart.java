package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackOptions;

/**
 * One named attack on one modality, with every option set.
 *
 * @param name of its provider
 * @param options a value each
 */
public record AttackPart(String name, AttackOptions options) {

  /** Its canonical name: what it may spend, and what is not standard. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    options
        .spelled()
        .forEach((option, value) -> text.append(':').append(option).append('=').append(value));
    return text.toString();
  }
}
