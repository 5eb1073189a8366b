package io.gauntlet.plan;

/**
 * A cell that was asked for and cannot be.
 *
 * @param victim the victim
 * @param attack the attack, and how it was asked for, in words
 * @param reason why not
 */
public record Omitted(String victim, String attack, String reason) {}
