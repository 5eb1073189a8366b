/**
 * Networks: families as tables of numbers over one graph, weights named as in the public
 * checkpoints, and the pass that runs a graph. To add a network, begin with {@link
 * io.gauntlet.model.nn.ImageNetwork}: its table has a row for each.
 */
package io.gauntlet.model.nn;
