package io.gauntlet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Early fusion as in the paper, of SENet-154 over both views at 224 pixels and of a BERT of 12
 * layers, 768 wide, on one study. Prints what a pass takes.
 */
@Tag("long")
class PaperScaleTest {
  private static final int SIDE = 224;
  private static final String CAPTION = "normal ".repeat(126);

  @Test
  void oneStudyForwardAndBackward() throws IOException {
    Architecture.EarlyFusion architecture =
        new Architecture.EarlyFusion(
            ImageNetwork.named("senet-154"),
            PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25),
            BertEncoder.clinicalBert());
    Vocabulary vocabulary = Vocabulary.of(List.of("normal"), 1, 10);
    try (NDManager manager = NDManager.newBaseManager();
        NetworkVictim classifier =
            NetworkVictim.of(
                architecture,
                Weights.initialize(manager, architecture.parameters(), 1),
                new Tokenizer(vocabulary.tokenizerJson(), 512))) {
      Weights weights = classifier.weights();
      assertEquals(4864, weights.get("head.weight").getShape().get(1));
      System.out.printf(
          "early fusion at the paper's scale: %,d parameters, %.1f GB with the weights loaded%n",
          architecture.parameters().stream()
              .filter(spec -> spec.start().trainable())
              .mapToLong(spec -> spec.shape().size())
              .sum(),
          peak());
      try (NDManager scope = manager.newSubManager()) {
        NDArray pixels = pixels(scope);
        pixels.setRequiresGradient(true);
        time(
            "forward and backward to the pixels, weights frozen",
            () -> Gradients.backward(() -> loss(scope, inference(scope, classifier, pixels))));
        assertTrue(pixels.getGradient().abs().max().getFloat() > 0);
      }
      for (ParameterSpec spec : architecture.parameters()) {
        weights.get(spec.name()).setRequiresGradient(spec.start().trainable());
      }
      try (NDManager scope = manager.newSubManager()) {
        NDArray pixels = pixels(scope);
        time(
            "forward and backward to all weights, as in training",
            () ->
                Gradients.backward(
                    () ->
                        loss(
                            scope,
                            classifier.trainingLogits(
                                scope, StudyInputs.of(pixels, List.of(CAPTION)), 1))));
      }
      for (String tensor : List.of("image.layer0.conv1.weight", "head.weight")) {
        assertTrue(weights.get(tensor).getGradient().abs().max().getFloat() > 0, tensor);
      }
    }
  }

  private static NDArray inference(NDManager scope, NetworkVictim classifier, NDArray pixels) {
    return classifier.logits(scope, StudyInputs.of(pixels, List.of(CAPTION)));
  }

  private static NDArray loss(NDManager scope, NDArray logits) {
    return new SoftmaxCrossEntropyLoss()
        .evaluate(new NDList(scope.create(new long[] {1})), new NDList(logits));
  }

  private static NDArray pixels(NDManager scope) {
    return scope
        .arange(2 * SIDE * SIDE)
        .toType(DataType.FLOAT32, false)
        .div(2f * SIDE * SIDE)
        .reshape(1, 2, SIDE, SIDE);
  }

  private static void time(String what, Runnable pass) throws IOException {
    long start = System.nanoTime();
    pass.run();
    System.out.printf(
        "%s: %.1f s, peak %.1f GB of the process%n",
        what, (System.nanoTime() - start) / 1e9, peak());
  }

  /** The most memory that this process ever held, in GB. */
  private static double peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / (1 << 20))
        .findFirst()
        .orElse(Double.NaN);
  }
}
