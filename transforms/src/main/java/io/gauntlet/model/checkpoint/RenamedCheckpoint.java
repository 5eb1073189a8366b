package io.gauntlet.model.checkpoint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A checkpoint under other names; what has no name is left out. */
public final class RenamedCheckpoint implements Checkpoint {
  private final Checkpoint original;
  private final Map<String, String> theirs = new TreeMap<>();
  private final ImmutableSortedMap<String, TensorInfo> tensors;
  private final ImmutableList<String> leftOut;

  /**
   * Renames.
   *
   * @param original is closed with this one
   * @param rule the new name of a tensor; empty where it is left out
   * @throws IOException when two tensors get the same name
   */
  public RenamedCheckpoint(Checkpoint original, Function<String, Optional<String>> rule)
      throws IOException {
    this.original = original;
    Map<String, TensorInfo> renamed = new TreeMap<>();
    ImmutableList.Builder<String> others = ImmutableList.builder();
    for (TensorInfo tensor : original.tensors().values()) {
      Optional<String> name = rule.apply(tensor.name());
      if (name.isPresent()) {
        String before = theirs.put(name.get(), tensor.name());
        if (before != null) {
          throw new IOException(
              "%s: the tensors %s and %s are the same one"
                  .formatted(original.source(), before, tensor.name()));
        }
        renamed.put(name.get(), new TensorInfo(name.get(), tensor.type(), tensor.shape()));
      } else {
        others.add(tensor.name());
      }
    }
    this.leftOut = others.build();
    this.tensors = ImmutableSortedMap.copyOf(renamed);
  }

  /** The tensors that have no new name, by their old ones. */
  public List<String> leftOut() {
    return leftOut;
  }

  @Override
  public String source() {
    return original.source();
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    tensor(name);
    return original.read(theirs.get(name));
  }

  @Override
  public void close() throws IOException {
    original.close();
  }
}
