package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * A state dict that {@code torch.save} wrote: as a zip archive, since PyTorch 1.6 ({@link
 * TorchArchive}), or as a stream of pickles, before ({@link TorchStream}). Both pickle the names
 * and shapes, and keep the numbers outside of the pickle.
 */
final class TorchCheckpoint implements Checkpoint {
  static final String REMEDY =
      "save the state dict alone: torch.save(model.state_dict(), file), or as safetensors";

  /** What is said of a file whose pickle is not a dictionary. */
  static final String NO_DICTIONARY = " holds no dictionary of tensors";

  private final String source;
  private final TorchStorages storages;
  private final Map<String, TorchTensor> views;
  private final ImmutableSortedMap<String, TensorInfo> tensors;

  /**
   * The state dict of a pickle.
   *
   * @param root what the pickle holds
   * @throws IOException when that is not a state dict, or the file ends before its numbers do
   */
  TorchCheckpoint(String source, TorchStorages storages, Map<?, ?> root) throws IOException {
    this.source = source;
    this.storages = storages;
    this.views = StateDict.in(source, root);
    Map<String, TensorInfo> infos = new HashMap<>();
    for (Map.Entry<String, TorchTensor> view : views.entrySet()) {
      infos.put(view.getKey(), check(view.getKey(), view.getValue()));
    }
    this.tensors = ImmutableSortedMap.copyOf(infos);
  }

  private TensorInfo check(String name, TorchTensor view) throws IOException {
    Shape shape = Sizes.shape(view.sizes(), name, source);
    long there = storages.elements(view.storage());
    boolean fits;
    try {
      fits =
          view.strides().size() == view.sizes().size()
              && view.strides().stream().allMatch(stride -> stride >= 0)
              && view.offset() >= 0
              && Math.addExact(view.offset(), view.span()) <= there
              && shape.size() <= Math.max(there, 1);
    } catch (ArithmeticException e) {
      fits = false;
    }
    if (!fits) {
      throw new IOException(
          "%s: tensor %s of shape %s does not fit into its storage of %d elements; the file is"
                  .formatted(source, name, shape, there)
              + " truncated or damaged, fetch it again");
    }
    // A packed storage may be a thousand times as long as its file.
    if (view.span() > Math.max(2 * shape.size(), storages.fileBytes())) {
      throw new IOException(
          "%s: tensor %s of shape %s lies over %d elements, more than the file has bytes; save it with tensor.contiguous()"
              .formatted(source, name, shape, view.span()));
    }
    return new TensorInfo(name, view.storage().type(), shape);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    tensor(name);
    TorchTensor view = views.get(name);
    Shape span = new Shape(view.span());
    return view.gather(
        storages.read(
            new TensorInfo(name, view.storage().type(), span), view.storage(), view.offset()));
  }

  @Override
  public void close() throws IOException {
    storages.close();
  }
}
