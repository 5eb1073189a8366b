package io.gauntlet.model.nn;

import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import java.io.IOException;

/** Reads a tensor, unless it holds values that decode and mean nothing. */
final class SoundValues {
  private SoundValues() {}

  /**
   * The values of a tensor.
   *
   * @throws IOException when one is not a finite float32, or is a variance below 0; names the
   *     tensor
   */
  static float[] read(Checkpoint checkpoint, ParameterSpec spec) throws IOException {
    float[] values = checkpoint.read(spec.name());
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IOException(
            "%s: tensor %s holds %s at place %d of %d; its training diverged, give earlier weights"
                .formatted(checkpoint.source(), spec.name(), values[i], i, values.length));
      }
      if (values[i] < 0 && spec.start() == Start.RUNNING_VARIANCE) {
        throw new IOException(
            "%s: tensor %s is a variance and holds %s at place %d; the file is damaged"
                .formatted(checkpoint.source(), spec.name(), values[i], i));
      }
    }
    return values;
  }
}
