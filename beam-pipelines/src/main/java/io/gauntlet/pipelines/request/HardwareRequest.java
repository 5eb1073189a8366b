package io.gauntlet.pipelines.request;

import io.gauntlet.model.nn.ComputeDevice;
import java.util.Optional;

/**
 * Where networks are trained and attacked.
 *
 * @param device where networks run on a worker
 * @param gpu type of the one GPU that a worker in the cloud has, such as {@code nvidia-l4}; empty
 *     for none
 * @param minRam least memory of a worker in the cloud, such as {@code 16GB}; empty where no runner
 *     asks for it
 */
public record HardwareRequest(ComputeDevice device, Optional<String> gpu, Optional<String> minRam) {
  /** Types of GPUs, and {@code none}, as regular expression. */
  public static final String GPU = "[a-z][a-z0-9-]*";

  /** Sizes of memory, as regular expression. */
  public static final String RAM = "\\d+(\\.\\d+)?\\s?([KMGT]i?)?B";

  private static final String NO_GPU = "none";

  /** This machine. */
  public static HardwareRequest here() {
    return new HardwareRequest(ComputeDevice.AUTO, Optional.empty(), Optional.empty());
  }

  /**
   * Reads what a user asked for; whether the device is there is not looked at yet.
   *
   * @throws UsageException when a value has another form
   */
  public static HardwareRequest of(String device, String gpu, String minRam) {
    if (!minRam.matches(RAM)) {
      throw new UsageException(
          "--minRam is " + minRam + "; give a size with its unit, such as 16GB");
    }
    if (!gpu.matches(GPU)) {
      throw new UsageException("--gpu is " + gpu + "; give a type such as nvidia-l4, or none");
    }
    return UsageException.reading(
        "--device",
        () ->
            new HardwareRequest(
                new ComputeDevice(device),
                Optional.of(gpu).filter(type -> !type.equals(NO_GPU)),
                Optional.of(minRam)));
  }

  /**
   * The same for a runner that starts no workers by their memory. The hint would be lost on it, and
   * would make two environments of one, each with PyTorch in a process of its own.
   */
  public HardwareRequest ofAnyMemory() {
    return new HardwareRequest(device, gpu, Optional.empty());
  }

  /**
   * Looks for the device, where the work is done in this process.
   *
   * @return this
   * @throws UsageException when it is not here
   */
  public HardwareRequest requireDevice() {
    // What auto finds is right by definition, and to ask would start PyTorch too early.
    if (!device.equals(ComputeDevice.AUTO)) {
      try {
        device.requirePresent();
      } catch (IllegalStateException e) {
        throw new UsageException("--device: " + e.getMessage(), e);
      }
    }
    return this;
  }
}
