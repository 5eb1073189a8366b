package io.gauntlet.attack;

/**
 * A caption to be scored in the place of a study's own.
 *
 * @param row the study's row in the batch under attack, from 0
 * @param caption the words to score, lower-cased, separated by single spaces
 */
public record TextCandidate(int row, String caption) {}
