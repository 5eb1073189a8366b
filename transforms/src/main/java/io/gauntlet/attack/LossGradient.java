package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/**
 * A loss and how it grows.
 *
 * @param loss {@code [batch]}, what the attacker makes larger
 * @param gradient {@code [batch, 2, height, width]}, of the sum of the losses
 */
public record LossGradient(NDArray loss, NDArray gradient) {}
