package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Batch norms taken into the convolutions before them (Jacob et al. 2018, "Quantization and
 * Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", equation 14). Where
 * nobody trains, a batch norm is an affine map of each channel: the kernel and a bias do its work,
 * and every pass, forward and backward, walks over the activations once less.
 */
public final class FoldedNorms {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";
  private static final String MEAN = ".running_mean";
  private static final String VARIANCE = ".running_var";

  private FoldedNorms() {}

  /**
   * The weights of a network that is read and no longer trained, beside its own.
   *
   * @param weights of the network, which stay as they are and own the folded ones too
   * @param parameters of the network, each batch norm right after its convolution
   * @return weights whose convolutions have a bias where they had a norm
   */
  public static Weights of(Weights weights, Collection<ParameterSpec> parameters) {
    NDManager manager = weights.manager().newSubManager();
    Map<String, NDArray> folded = new TreeMap<>();
    String convolution = null;
    for (ParameterSpec spec : parameters) {
      String name = spec.name();
      folded.put(name, weights.get(name));
      if (spec.shape().dimension() == 4) {
        convolution = withoutEnd(name, WEIGHT);
      } else if (name.endsWith(VARIANCE)) {
        fold(manager, weights, convolution, withoutEnd(name, VARIANCE), folded);
      }
    }
    return new Weights(manager, folded);
  }

  private static String withoutEnd(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  private static void fold(
      NDManager manager,
      Weights weights,
      String convolution,
      String norm,
      Map<String, NDArray> folded) {
    float[] scale = folded.remove(norm + WEIGHT).toFloatArray();
    float[] shift = folded.remove(norm + BIAS).toFloatArray();
    float[] mean = folded.remove(norm + MEAN).toFloatArray();
    float[] variance = folded.remove(norm + VARIANCE).toFloatArray();
    Shape shape = weights.get(convolution + WEIGHT).getShape();
    float[] kernel = weights.get(convolution + WEIGHT).toFloatArray();
    float[] bias = new float[scale.length];
    int each = kernel.length / scale.length;
    for (int channel = 0; channel < scale.length; channel++) {
      double gain = scale[channel] / Math.sqrt((double) variance[channel] + Layers.NORM_EPSILON);
      bias[channel] = (float) (shift[channel] - mean[channel] * gain);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        kernel[i] = (float) (kernel[i] * gain);
      }
    }
    folded.put(convolution + WEIGHT, manager.create(kernel, shape));
    folded.put(convolution + BIAS, manager.create(bias));
  }
}
