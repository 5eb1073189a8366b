package io.gauntlet.model.train;

/**
 * What a network that is trained to hold is worth on studies that it does not learn from.
 *
 * @param studies that were held out of the training part
 * @param clean share of them that it is right on, in {@code [0, 1]}
 * @param robust share that it is right on clean and under attack, in {@code [0, 1]}
 */
public record HeldOut(int studies, double clean, double robust) {}
