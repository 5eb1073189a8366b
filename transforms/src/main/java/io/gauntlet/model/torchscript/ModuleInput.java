package io.gauntlet.model.torchscript;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.Branch;
import java.util.List;

/**
 * What a module takes of one modality. What the module does inside is hidden, so the branch's
 * embedding is the module's input, a row a study.
 */
interface ModuleInput extends AutoCloseable {

  /** Makes the input of studies. */
  Branch branch();

  /** The arguments of the module, from the branch's embedding {@code [batch, width]}. */
  List<NDArray> arguments(NDArray embedding);

  @Override
  void close();
}
