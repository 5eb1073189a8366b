package io.gauntlet.attack.spec;

/**
 * One attacked study among those of which the victim's worst counts.
 *
 * @param attack the attack that it comes from: a member where the attack is a suite
 * @param study what the victim is shown
 */
public record Attempt(AttackSpec attack, AttackedStudy study) {}
