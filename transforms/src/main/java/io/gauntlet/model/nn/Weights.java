package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The named tensors of a network, in native memory that {@link #close} frees. Safe for any number
 * of readers while nobody trains.
 */
public final class Weights implements AutoCloseable {
  private final NDManager manager;
  private final ImmutableSortedMap<String, NDArray> tensors;

  private Weights(NDManager manager, Map<String, NDArray> tensors) {
    this.manager = manager;
    this.tensors = ImmutableSortedMap.copyOf(tensors);
  }

  /**
   * Untrained weights; each tensor's values depend on the seed and on its own name alone, so that
   * the engine's shared random generator is never touched.
   */
  public static Weights initialize(NDManager parent, Collection<ParameterSpec> specs, long seed) {
    NDManager manager = parent.newSubManager();
    Map<String, NDArray> tensors = new TreeMap<>();
    for (ParameterSpec spec : specs) {
      tensors.put(spec.name(), initialize(manager, spec, seed));
    }
    return new Weights(manager, tensors);
  }

  private static NDArray initialize(NDManager manager, ParameterSpec spec, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31 + spec.name().hashCode());
    float[] values = new float[Math.toIntExact(spec.shape().size())];
    long[] dimensions = spec.shape().getShape();
    double outputs = dimensions[0];
    double inputs = values.length / outputs;
    double kernel = dimensions.length < 2 ? 1 : inputs / dimensions[1];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float)
              switch (spec.start()) {
                case HE -> random.nextGaussian() * Math.sqrt(2 / (outputs * kernel));
                case LINEAR -> (random.nextDouble() * 2 - 1) / Math.sqrt(inputs);
                case BERT -> random.nextGaussian() * 0.02;
                case ZEROS, RUNNING_MEAN -> 0;
                case ONES, RUNNING_VARIANCE -> 1;
              };
    }
    return manager.create(values, spec.shape());
  }

  /**
   * Reads a safetensors stream and checks it against what a network needs before anything is kept.
   *
   * @param source named in errors
   * @throws IOException when a tensor is missing, unexpected or of another shape
   */
  public static Weights read(
      NDManager parent, InputStream stream, Collection<ParameterSpec> specs, String source)
      throws IOException {
    NDManager manager = parent.newSubManager();
    try {
      Map<String, NDArray> found = new TreeMap<>();
      for (NDArray tensor : NDList.decode(manager, stream)) {
        found.put(tensor.getName(), tensor);
      }
      for (ParameterSpec spec : specs) {
        NDArray tensor = found.get(spec.name());
        if (tensor == null) {
          throw new IOException(source + ": tensor " + spec.name() + " is missing");
        }
        if (!tensor.getShape().equals(spec.shape())) {
          throw new IOException(
              "%s: tensor %s has shape %s, the network needs %s"
                  .formatted(source, spec.name(), tensor.getShape(), spec.shape()));
        }
      }
      if (found.size() != specs.size()) {
        specs.forEach(spec -> found.remove(spec.name()));
        throw new IOException(source + ": unexpected tensors " + found.keySet());
      }
      return new Weights(manager, found);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Writes all tensors as safetensors, in the order of their names. */
  public void write(OutputStream stream) throws IOException {
    List<NDArray> named = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          tensor.setName(name);
          named.add(tensor);
        });
    new NDList(named).encode(stream, NDList.Encoding.SAFETENSORS);
  }

  /** A copy beside this one, its encoders' tensors taken from others, its head kept. */
  public Weights copyWithEncoders(Weights... others) {
    NDManager target = manager.getParentManager().newSubManager();
    Map<String, NDArray> copies = new TreeMap<>();
    for (Map.Entry<String, NDArray> entry : tensors.entrySet()) {
      NDArray source = entry.getValue();
      for (Weights other : others) {
        if (!entry.getKey().startsWith("head.")) {
          source = other.tensors.getOrDefault(entry.getKey(), source);
        }
      }
      NDArray copy = source.duplicate();
      copy.attach(target);
      copies.put(entry.getKey(), copy);
    }
    return new Weights(target, copies);
  }

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public NDArray get(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor is named " + name);
    }
    return tensor;
  }

  /** All tensors by name, in the order of their names. */
  public Map<String, NDArray> tensors() {
    return tensors;
  }

  /** The manager that owns the tensors. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
