package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * What is known of a tensor before its data is read.
 *
 * @param name as in the file
 * @param type of an element in the file
 * @param shape its shape
 */
public record TensorInfo(String name, ElementType type, Shape shape) {}
