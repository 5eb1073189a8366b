package io.gauntlet.model.nn;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A TorchScript module, always in evaluation mode. Safe for any thread.
 *
 * <p>It is loaded twice. A module that runs without recording cannot be differentiated afterwards,
 * and one that was switched from recording to not recording is put into training mode by DJL, its
 * dropout on.
 */
public final class TorchScriptModule implements AutoCloseable {
  private final Model inference;
  private final Model differentiable;
  private final ParameterStore parameters;

  /**
   * Loads a module. It is a program: load none that you do not trust.
   *
   * @param file with the ending {@code .pt}
   * @throws IOException when it is not a TorchScript module
   */
  public TorchScriptModule(Path file, Device device) throws IOException {
    inference = load(file, device, false);
    try {
      differentiable = load(file, device, true);
    } catch (IOException | RuntimeException e) {
      inference.close();
      throw e;
    }
    JniUtils.enableInferenceMode((PtSymbolBlock) differentiable.getBlock());
    differentiable.getBlock().freezeParameters(true);
    parameters = new ParameterStore(inference.getNDManager(), false);
  }

  private static Model load(Path file, Device device, boolean differentiable) throws IOException {
    Model model = Model.newInstance(file.getFileName().toString(), device, "PyTorch");
    try {
      model.load(file, null, Map.of("trainParam", Boolean.toString(differentiable)));
      return model;
    } catch (MalformedModelException | RuntimeException e) {
      model.close();
      throw new IOException("it is not a TorchScript module: " + firstLine(e), e);
    } catch (IOException e) {
      model.close();
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Runs the module. Its graph is recorded where {@link Gradients} record.
   *
   * @return its results, owned by the manager of the first input: one tensor, or those of a tuple,
   *     a list or a dict, which have their names
   */
  public NDList forward(NDList inputs) {
    boolean recording = Gradients.areRecorded();
    Block block = (recording ? differentiable : inference).getBlock();
    return block.forward(parameters, inputs, recording);
  }

  @Override
  public void close() {
    inference.close();
    differentiable.close();
  }
}
