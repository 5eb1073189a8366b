/**
 * Tensors from the files that others write: safetensors, PyTorch state dicts, ONNX initialisers.
 * Nothing in a file executes, no length in it is believed before it is checked, and what a file
 * holds is known before its data is read.
 */
package io.gauntlet.model.checkpoint;
