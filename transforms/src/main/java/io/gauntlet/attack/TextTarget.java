package io.gauntlet.attack;

/**
 * A report under attack.
 *
 * @param row the study's row in the batch, from 0
 * @param uid the study's uid
 * @param caption the clean caption, lower-cased, separated by single spaces
 * @param label the true class, from 0
 * @param seed seed of all randomness spent on this study by this attack
 */
public record TextTarget(int row, String uid, String caption, int label, long seed) {}
