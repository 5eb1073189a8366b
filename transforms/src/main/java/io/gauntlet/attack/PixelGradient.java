package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/**
 * What one differentiated look at a victim tells.
 *
 * @param logits {@code [batch, 2]}, as {@link PixelClassifier#logits} gives them
 * @param gradient {@code [batch, views, height, width]}, of the sum of the losses; raw: a broken
 *     victim's may be zero, or not finite
 */
public record PixelGradient(NDArray logits, NDArray gradient) {}
