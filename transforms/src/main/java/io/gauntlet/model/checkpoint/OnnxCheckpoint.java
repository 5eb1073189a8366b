package io.gauntlet.model.checkpoint;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/** The initialisers of an ONNX model: its constants. */
final class OnnxCheckpoint implements Checkpoint {
  private final ChannelReader file;
  private final Map<String, OnnxInitializer> initializers;
  private final ImmutableSortedMap<String, TensorInfo> tensors;

  private OnnxCheckpoint(ChannelReader file, Map<String, OnnxInitializer> initializers) {
    this.file = file;
    this.initializers = initializers;
    ImmutableSortedMap.Builder<String, TensorInfo> infos = ImmutableSortedMap.naturalOrder();
    initializers.forEach((name, initializer) -> infos.put(name, initializer.info()));
    this.tensors = infos.build();
  }

  static OnnxCheckpoint open(ChannelReader file) throws IOException {
    return new OnnxCheckpoint(file, OnnxLinearNames.restored(OnnxModel.read(file)));
  }

  @Override
  public String source() {
    return file.source();
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    TensorInfo tensor = tensor(name);
    OnnxInitializer initializer = initializers.get(name);
    if (initializer.position() < 0) {
      throw new IOException(
          "%s: tensor %s keeps its data elsewhere or in an unusual way; export the model with its"
                  .formatted(file.source(), name)
              + " data inside");
    }
    if (initializer.bytes() != Sizes.bytes(tensor)) {
      throw new IOException(
          "%s: tensor %s of shape %s and type %s has %d bytes of data; the file is damaged"
              .formatted(file.source(), name, tensor.shape(), tensor.type(), initializer.bytes()));
    }
    return initializer.inRows(file.floats(tensor, initializer.position()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
