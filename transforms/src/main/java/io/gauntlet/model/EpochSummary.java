package io.gauntlet.model;

/**
 * One line of a training curve.
 *
 * @param epoch from 1
 * @param loss mean cross-entropy over the epoch
 * @param accuracy share of studies right while training, in {@code [0, 1]}
 * @param learningRate of the epoch
 */
public record EpochSummary(int epoch, double loss, double accuracy, double learningRate) {}
