package io.gauntlet.model.pretrained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.nn.SeResNet;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that have the right names and shapes and mean nothing. */
class SoundWeightsTest {
  private static final SeResNet NETWORK =
      new SeResNet(SeResNet.Family.SMALL, 1, List.of(1), List.of(8), 4);

  /** The network's tensors, all 0.5 but for the last value of one. */
  private static byte[] file(String tensor, float last) throws IOException {
    SortedMap<String, Shape> shapes = new TreeMap<>();
    for (ParameterSpec spec : NETWORK.parameters()) {
      shapes.put(spec.name().substring("image.".length()), spec.shape());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(
        bytes,
        shapes,
        name -> {
          float[] values = new float[(int) shapes.get(name).size()];
          Arrays.fill(values, 0.5f);
          values[values.length - 1] = name.equals(tensor) ? last : 0.5f;
          return values;
        });
    return bytes.toByteArray();
  }

  private static PretrainedWeights weights(byte[] file) throws IOException {
    return PretrainedWeights.in(new MemoryFiles().with("a.safetensors", file));
  }

  @ParameterizedTest
  @CsvSource({
    "bn1.running_var, -0.25, bn1.running_var is a variance and holds -0.25",
    "layer1.0.bn1.running_var, NaN, layer1.0.bn1.running_var holds NaN",
    "layer1.0.conv1.weight, NaN, layer1.0.conv1.weight holds NaN",
    "bn1.weight, Infinity, bn1.weight holds Infinity",
  })
  void valuesThatNoNetworkComputesWithAreRefusedWithTheirTensor(
      String tensor, float value, String found) throws IOException {
    PretrainedWeights weights = weights(file(tensor, value));
    String message = assertThrows(IOException.class, () -> weights.check(NETWORK)).getMessage();
    assertTrue(message.contains(found), message);
    try (NDManager manager = NDManager.newBaseManager()) {
      assertEquals(
          message,
          assertThrows(IOException.class, () -> weights.read(manager, NETWORK)).getMessage());
    }
  }

  @Test
  void aNegativeMeanAndAVarianceOfZeroAreSound() throws IOException {
    weights(file("bn1.running_mean", -3)).check(NETWORK);
    weights(file("bn1.running_var", 0)).check(NETWORK);
  }

  /** Eight bits or 32, whole numbers stand for others by a scale that is not in the file. */
  @Test
  void wholeNumbersAreNoWeights() throws IOException {
    byte[] file = file("", 0);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] whole = text.replace("\"F32\"", "\"I32\"").getBytes(StandardCharsets.ISO_8859_1);
    PretrainedWeights weights = weights(whole);
    String message = assertThrows(IOException.class, () -> weights.check(NETWORK)).getMessage();
    assertTrue(message.contains("has the type I32; weights are fractions"), message);
  }
}
