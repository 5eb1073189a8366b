package io.gauntlet.attack.spec;

/**
 * One attacked study among those of which the worst counts.
 *
 * @param attack the attack that it comes from: a member where the attack is a suite
 * @param study what the victim sees
 */
public record Attempt<S>(AttackSpec attack, S study) {}
