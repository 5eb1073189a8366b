/**
 * A network as a graph of operators, described once. Parameters with their shapes and names, the
 * cost of a pass, the pass itself and rewritings such as the folding of norms are all read from the
 * same graph.
 *
 * <p>A family of networks is a function that calls a {@link
 * io.gauntlet.model.nn.graph.GraphBuilder} with numbers from a table. A reader of ONNX would make
 * {@link io.gauntlet.model.nn.graph.Node}s of a model's nodes, its initializers being their
 * tensors; a writer of TorchScript would walk over the nodes in order. How operators correspond is
 * said in {@link io.gauntlet.model.nn.operator}.
 */
package io.gauntlet.model.nn.graph;
