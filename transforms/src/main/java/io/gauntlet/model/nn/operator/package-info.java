/**
 * The operators of a network's graph: what each computes, the shape of its output, and its cost. An
 * operator holds attributes alone; the tensors that it reads belong to the node of the graph.
 *
 * <p>The same operators are meant for graphs read from ONNX and for modules written as TorchScript.
 * They correspond as follows (ONNX operators as of opset 20, TorchScript's as in ATen).
 *
 * <table>
 * <caption>Operators here, in ONNX and in TorchScript</caption>
 * <tr><th>here</th><th>ONNX</th><th>TorchScript</th></tr>
 * <tr><td>{@link Convolution}</td><td>Conv with equal strides, equal pads and no dilation</td>
 *     <td>aten::conv2d</td></tr>
 * <tr><td>{@link BatchNorm}</td><td>BatchNormalization</td><td>aten::batch_norm</td></tr>
 * <tr><td>{@link Elementwise}</td><td>Relu, Sigmoid, Gelu with approximate=none, Tanh, Add, Mul</td>
 *     <td>aten::relu, aten::sigmoid, aten::gelu, aten::tanh, aten::add, aten::mul</td></tr>
 * <tr><td>{@link MaxPool}</td><td>MaxPool; ceil_mode is the rounding</td>
 *     <td>aten::max_pool2d</td></tr>
 * <tr><td>{@link AveragePool}</td><td>AveragePool without pads</td><td>aten::avg_pool2d</td></tr>
 * <tr><td>{@link GlobalAverage}</td><td>GlobalAveragePool, then Flatten</td>
 *     <td>aten::mean over the last two dimensions</td></tr>
 * <tr><td>{@link Linear}</td><td>Gemm with transB=1, or MatMul and Add with the weight transposed</td>
 *     <td>aten::linear</td></tr>
 * <tr><td>{@link Bias}</td><td>Add of an initializer</td><td>aten::add</td></tr>
 * <tr><td>{@link LayerNorm}</td><td>LayerNormalization over the last axis</td>
 *     <td>aten::layer_norm</td></tr>
 * <tr><td>{@link Embedding}</td><td>Gather along axis 0 of an initializer</td>
 *     <td>aten::embedding</td></tr>
 * <tr><td>{@link Attention}</td><td>Reshape, Transpose, MatMul, Mul, Add, Softmax and MatMul, as
 *     exporters write them; Attention from opset 23 on</td>
 *     <td>aten::scaled_dot_product_attention between aten::view and aten::transpose</td></tr>
 * <tr><td>{@link Concat}</td><td>Concat along axis 1</td><td>aten::cat</td></tr>
 * <tr><td>{@link Reshape}</td><td>Reshape with allowzero=0</td><td>aten::reshape</td></tr>
 * <tr><td>{@link Repeat}</td><td>Expand or Tile along axis 1</td><td>aten::expand</td></tr>
 * <tr><td>{@link Dropout}</td><td>Dropout, which a reader drops</td><td>left out</td></tr>
 * <tr><td>{@link TokenOperator}</td><td>Range, Shape, Sub and Mul, Slice</td>
 *     <td>aten::arange, aten::zeros_like, aten::sub and aten::mul, aten::slice</td></tr>
 * </table>
 */
package io.gauntlet.model.nn.operator;
