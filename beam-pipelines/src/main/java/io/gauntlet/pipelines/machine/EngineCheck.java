package io.gauntlet.pipelines.machine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/** PyTorch itself: it is loaded, and adds. */
final class EngineCheck {
  private EngineCheck() {}

  static Finding look() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Engine engine = Engine.getEngine("PyTorch");
      float sum = manager.ones(new ai.djl.ndarray.types.Shape(2)).sum().getFloat();
      String text = "%s on %s".formatted(engine.getVersion(), gpus(engine.getGpuCount()));
      return sum == 2
          ? Finding.fine("PyTorch", text)
          : Finding.mend("PyTorch", text + " takes 1 + 1 for " + sum, "reinstall the libraries");
    } catch (EngineException | LinkageError e) {
      return Finding.mend(
          "PyTorch",
          "cannot be loaded: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "delete the folder of the libraries, so that they are unpacked anew; they need 64-bit"
              + " Linux with glibc");
    }
  }

  private static String gpus(int count) {
    return count == 0 ? "the CPU" : count == 1 ? "a GPU" : count + " GPUs";
  }
}
