package io.gauntlet.model.checkpoint;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the state dict in what a training script saved: alone, or in a dictionary beside the epoch,
 * the optimiser's state and figures that may be tensors themselves. Where two could be meant none
 * is taken.
 */
final class StateDict {
  /** Where training scripts put it; PyTorch's examples, Lightning, timm, torchvision. */
  private static final List<String> WRAPPERS =
      List.of(
          "state_dict",
          "model_state_dict",
          "model_state",
          "model",
          "module",
          "net",
          "network",
          "weights",
          "state_dict_ema",
          "model_ema",
          "ema_state_dict",
          "ema");

  private static final int DEEPEST = 3;

  private final String source;

  /** Dictionaries in which no network was found: a file may name each of them a million times. */
  private final Set<Map<?, ?>> empty = Sets.newIdentityHashSet();

  private StateDict(String source) {
    this.source = source;
  }

  /**
   * The tensors of the state dict of a dictionary, by name.
   *
   * @throws IOException when there is none, or more than one; names them
   */
  static ImmutableSortedMap<String, TorchTensor> in(String source, Map<?, ?> dictionary)
      throws IOException {
    return new StateDict(source).find(dictionary, "", 1);
  }

  private ImmutableSortedMap<String, TorchTensor> find(Map<?, ?> dictionary, String path, int depth)
      throws IOException {
    List<String> wrapped = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Map<String, TorchTensor> own = new TreeMap<>();
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (entry.getValue() instanceof TorchTensor tensor) {
        own.put(TensorInfo.checkedName(name, source), tensor);
      } else if (entry.getValue() instanceof Map<?, ?> inner && holdsNetwork(inner, depth)) {
        (WRAPPERS.contains(name) ? wrapped : others).add(name);
      }
    }
    List<String> meant = wrapped.isEmpty() ? others : wrapped;
    if (wrapped.isEmpty() && own.values().stream().anyMatch(StateDict::isLarge)) {
      return ImmutableSortedMap.copyOf(own);
    }
    if (meant.size() > 1) {
      throw new IOException(
          "%s holds several state dicts, %s; save the one that is meant alone: torch.save(file['%s'], ...)"
              .formatted(source, Quoted.of(paths(path, meant)), Quoted.of(meant.get(0))));
    }
    if (meant.size() == 1) {
      return find((Map<?, ?>) dictionary.get(meant.get(0)), path + meant.get(0) + ".", depth + 1);
    }
    if (!own.isEmpty()) {
      return ImmutableSortedMap.copyOf(own);
    }
    throw new IOException(
        "%s holds a dictionary with %s and no tensors; %s"
            .formatted(
                source,
                Quoted.of(dictionary.keySet().stream().map(String::valueOf).toList()),
                TorchCheckpoint.REMEDY));
  }

  private static List<String> paths(String path, List<String> names) {
    return names.stream().map(path::concat).toList();
  }

  /** Whether a dictionary has tensors, itself or further in, and is not that of an optimiser. */
  private boolean holdsNetwork(Map<?, ?> dictionary, int depth) {
    if (empty.contains(dictionary) || dictionary.containsKey("param_groups")) {
      return false;
    }
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      boolean named = entry.getKey() instanceof String;
      if (named && entry.getValue() instanceof TorchTensor) {
        return true;
      }
      if (named
          && depth < DEEPEST
          && entry.getValue() instanceof Map<?, ?> inner
          && holdsNetwork(inner, depth + 1)) {
        return true;
      }
    }
    empty.add(dictionary);
    return false;
  }

  /** A tensor of one element is a count or a figure that somebody kept. */
  private static boolean isLarge(TorchTensor tensor) {
    return tensor.sizes().stream().anyMatch(size -> size != 1);
  }
}
