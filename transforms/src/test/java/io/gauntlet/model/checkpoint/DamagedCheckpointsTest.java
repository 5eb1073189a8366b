package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes there are, a checkpoint is read or refused with an {@link IOException}: no other
 * exception, no exhausted memory, no file left open.
 */
@Timeout(60)
class DamagedCheckpointsTest {
  private static final int TRIES = 3000;

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "stream.pt", "small.onnx", "a.safetensors"})
  void truncatedFilesAreRefused(String name) throws IOException {
    byte[] whole = contents(name);
    int step = Math.max(1, whole.length / 500);
    for (int length = 0; length < whole.length; length += step) {
      byte[] file = Arrays.copyOf(whole, length);
      if (!name.equals("small.onnx")) {
        assertThrows(IOException.class, () -> readAll(name, file), name + " of " + file.length);
      } else {
        // Protocol buffers end anywhere between two fields.
        readOrRefuse(name, file);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "stream.pt", "evil.pt", "small.onnx", "a.safetensors"})
  void changedBytesAreReadOrRefused(String name) throws IOException {
    byte[] whole = contents(name);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TRIES; i++) {
      byte[] file = whole.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(name, file);
    }
  }

  private static byte[] contents(String name) throws IOException {
    return name.endsWith(".safetensors")
        ? SafetensorsCheckpointTest.single("tensor", 1)
        : MemoryFiles.made(name);
  }

  private static void readOrRefuse(String name, byte[] file) {
    try {
      readAll(name, file);
    } catch (IOException expected) {
      // Refused.
    }
  }

  private static void readAll(String name, byte[] file) throws IOException {
    MemoryFiles folder = new MemoryFiles().with(name, file);
    try (Checkpoint checkpoint = Checkpoints.open(folder, name)) {
      for (String tensor : checkpoint.tensors().keySet()) {
        checkpoint.read(tensor);
      }
    } finally {
      assertEquals(0, folder.open());
    }
  }
}
