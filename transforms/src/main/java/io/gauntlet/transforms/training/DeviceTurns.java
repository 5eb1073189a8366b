package io.gauntlet.transforms.training;

import ai.djl.Device;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One training at a time on each GPU: two would share its memory, and neither would fit. Trainings
 * on the CPU do not wait; there, Beam's workers share the cores. Threads of one process only: that
 * a worker machine has no second process at it is for the runner to see to.
 */
final class DeviceTurns {
  private static final DeviceTurns OF_THIS_PROCESS = new DeviceTurns();

  private final Map<Device, Semaphore> gpus = new ConcurrentHashMap<>();

  static DeviceTurns ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** What is done on a device that is held. */
  @FunctionalInterface
  interface Work<T> {
    T get() throws IOException;
  }

  /** Waits until nobody trains on a device, then works on it. */
  <T> T train(Device device, Work<T> work) throws IOException {
    if (!device.isGpu()) {
      return work.get();
    }
    Semaphore gpu = gpus.computeIfAbsent(device, key -> new Semaphore(1, true));
    gpu.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      gpu.release();
    }
  }
}
