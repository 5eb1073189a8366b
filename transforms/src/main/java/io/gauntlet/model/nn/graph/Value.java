package io.gauntlet.model.nn.graph;

/**
 * An input of a graph or what one of its nodes computes, while the graph is built.
 *
 * @param index place among all values of the graph: its inputs, then its nodes, in order
 * @param width number of its channels or features
 */
public record Value(int index, int width) {}
