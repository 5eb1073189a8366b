package io.gauntlet.model.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.gauntlet.data.KnownNames;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tensors live and networks run: as a user wrote it, resolved where the work is done, which
 * may be another machine.
 *
 * @param name {@code auto} (a GPU where there is one, the CPU elsewhere), {@code cpu}, {@code gpu}
 *     (the first) or {@code gpu:N}, from 0
 */
public record ComputeDevice(String name) implements Serializable {
  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu(:(?<number>\\d{1,3}))?");

  /** A GPU where there is one, the CPU elsewhere. */
  public static final ComputeDevice AUTO = new ComputeDevice("auto");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it has another one
   */
  public ComputeDevice {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a device; give auto, cpu, gpu or gpu:N, such as gpu:0%s"
              .formatted(name, KnownNames.guess(name, List.of("auto", "cpu", "gpu"))));
    }
  }

  /**
   * The device of this process.
   *
   * @throws IllegalStateException when it is a GPU that is not there
   */
  public Device resolve() {
    return resolve(name.equals("cpu") ? 0 : Engine.getEngine("PyTorch").getGpuCount());
  }

  /**
   * This device, once it is known to be there.
   *
   * @throws IllegalStateException when it is a GPU that is not there
   */
  public ComputeDevice requirePresent() {
    resolve();
    return this;
  }

  Device resolve(int gpus) {
    if (name.equals("cpu") || (name.equals("auto") && gpus == 0)) {
      return Device.cpu();
    }
    Matcher form = FORM.matcher(name);
    int number = form.matches() && form.group("number") != null ? number(form) : 0;
    if (number >= gpus) {
      throw new IllegalStateException(
          "the device %s is not there: PyTorch sees %s GPUs here; give auto or cpu, or run where"
                  .formatted(name, gpus)
              + " there is a GPU and PyTorch's CUDA libraries are on the class path");
    }
    return Device.gpu(number);
  }

  private static int number(Matcher form) {
    return Integer.parseInt(form.group("number"));
  }

  @Override
  public String toString() {
    return name;
  }
}
