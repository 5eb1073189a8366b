package io.gauntlet.model.text;

import ai.djl.ndarray.NDArray;

/**
 * Captions as word pieces.
 *
 * @param ids {@code [batch, length]}, int64
 * @param mask {@code [batch, length]}, int64: 1 for a piece, 0 for padding
 */
public record TokenBatch(NDArray ids, NDArray mask) {}
