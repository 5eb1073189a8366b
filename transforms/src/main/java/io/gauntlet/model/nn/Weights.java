package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.checkpoint.TensorInfo;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The named tensors of a network, in native memory that {@link #close} frees. Safe for any number
 * of readers while they are not trained.
 */
public final class Weights implements AutoCloseable {
  private final NDManager manager;
  private final ImmutableSortedMap<String, NDArray> tensors;

  Weights(NDManager manager, Map<String, NDArray> tensors) {
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
                case ZEROS, RUNNING_MEAN, KEPT -> 0;
                case ONES, RUNNING_VARIANCE -> 1;
              };
    }
    return manager.create(values, spec.shape());
  }

  /**
   * Fills a network from a checkpoint. Names, types and shapes are compared before any data is
   * read, and what cannot be read whole is not kept at all.
   *
   * @throws IOException when a tensor is missing, unexpected, of another type or shape, cannot be
   *     read, or holds what no network computes with
   */
  public static Weights read(
      NDManager parent, Checkpoint checkpoint, Collection<ParameterSpec> specs) throws IOException {
    compare(checkpoint, specs);
    NDManager manager = parent.newSubManager();
    try {
      Map<String, NDArray> tensors = new TreeMap<>();
      for (ParameterSpec spec : specs) {
        tensors.put(spec.name(), manager.create(SoundValues.read(checkpoint, spec), spec.shape()));
      }
      return new Weights(manager, tensors);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Does what {@link #read} does, and keeps nothing.
   *
   * @throws IOException as {@link #read}
   */
  public static void check(Checkpoint checkpoint, Collection<ParameterSpec> specs)
      throws IOException {
    compare(checkpoint, specs);
    for (ParameterSpec spec : specs) {
      SoundValues.read(checkpoint, spec);
    }
  }

  /**
   * Compares names, types and shapes, and reads no data.
   *
   * @throws IOException when a tensor is missing, unexpected or of another type or shape
   */
  private static void compare(Checkpoint checkpoint, Collection<ParameterSpec> specs)
      throws IOException {
    Map<String, TensorInfo> found = new TreeMap<>(checkpoint.tensors());
    List<String> missing =
        specs.stream().map(ParameterSpec::name).filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "%s: tensor %s is missing%s; the file holds %s; give the weights of the same network"
              .formatted(
                  checkpoint.source(),
                  missing.get(0),
                  more(missing),
                  checkpoint.tensors().keySet().stream().limit(5).toList()));
    }
    for (ParameterSpec spec : specs) {
      TensorInfo tensor = found.remove(spec.name());
      if (!tensor.shape().equals(spec.shape())) {
        throw new IOException(
            "%s: tensor %s has the shape %s and the network needs %s; give the weights of the same"
                    .formatted(checkpoint.source(), spec.name(), tensor.shape(), spec.shape())
                + " network");
      }
      if (!tensor.type().isFloating()) {
        throw new IOException(
            "%s: tensor %s has the type %s; weights are fractions, give those that were not quantized"
                .formatted(checkpoint.source(), spec.name(), tensor.type()));
      }
    }
    if (!found.isEmpty()) {
      List<String> unexpected = List.copyOf(found.keySet());
      throw new IOException(
          "%s: tensor %s is unexpected%s; give the weights of the same network"
              .formatted(checkpoint.source(), unexpected.get(0), more(unexpected)));
    }
  }

  private static String more(List<String> names) {
    return names.size() == 1 ? "" : ", and " + (names.size() - 1) + " more";
  }

  /** Writes all tensors as safetensors, in the order of their names. */
  public void write(OutputStream stream) throws IOException {
    ImmutableSortedMap.Builder<String, Shape> shapes = ImmutableSortedMap.naturalOrder();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.getShape()));
    SafetensorsWriter.write(stream, shapes.build(), name -> tensors.get(name).toFloatArray());
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

  /** Copies of all tensors, which a manager owns. */
  public Map<String, NDArray> copies(NDManager owner) {
    Map<String, NDArray> copies = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          NDArray copy = tensor.stopGradient().duplicate();
          copy.attach(owner);
          copies.put(name, copy);
        });
    return copies;
  }

  /** Puts back what {@link #copies} gave. */
  public void set(Map<String, NDArray> values) {
    Gradients.without(
        () -> {
          values.forEach((name, value) -> value.copyTo(get(name)));
          return null;
        });
  }

  /** Does work in which the tensors gather no gradients; those that they have are kept. */
  public <T> T withoutGradients(Supplier<T> work) {
    List<NDArray> gathering = tensors.values().stream().filter(NDArray::hasGradient).toList();
    gathering.forEach(tensor -> tensor.setRequiresGradient(false));
    try {
      return work.get();
    } finally {
      gathering.forEach(tensor -> tensor.setRequiresGradient(true));
    }
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
