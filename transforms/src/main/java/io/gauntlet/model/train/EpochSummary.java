package io.gauntlet.model.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One line of a training curve. Seconds and studies a second are of the clock: they decide nothing
 * and enter no digest.
 *
 * @param epoch from 1
 * @param loss mean cross-entropy over the epoch, studies weighted as in training
 * @param accuracy share of studies right while training, in {@code [0, 1]}
 * @param learningRate of the epoch, before any warm-up
 * @param seconds that the epoch took
 * @param examplesPerSecond studies trained on in a second
 * @param heldOut what the network is worth on studies held out; null without a defence
 */
public record EpochSummary(
    int epoch,
    double loss,
    double accuracy,
    double learningRate,
    double seconds,
    double examplesPerSecond,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HeldOut heldOut) {}
