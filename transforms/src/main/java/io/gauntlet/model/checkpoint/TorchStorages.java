package io.gauntlet.model.checkpoint;

import io.gauntlet.model.checkpoint.TorchTensor.Storage;
import java.io.IOException;

/** The numbers behind the tensors of a state dict, wherever the file keeps them. */
interface TorchStorages extends AutoCloseable {

  /** Elements of a storage that are in the file, however many the pickle claims. */
  long elements(Storage storage) throws IOException;

  /** How long the file is. */
  long fileBytes() throws IOException;

  /**
   * Some elements of a storage.
   *
   * @param span their number as its shape, and their type
   * @param offset of the first one, in elements
   */
  float[] read(TensorInfo span, Storage storage, long offset) throws IOException;

  @Override
  void close() throws IOException;
}
