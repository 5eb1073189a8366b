package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "protocol4.pt", "stream.pt", "wrapped.pt"})
  void readsWhatPyTorchSaved(String file) throws IOException {
    MemoryFiles folder = new MemoryFiles().with(file, MemoryFiles.made(file));
    try (Checkpoint checkpoint = Checkpoints.open(folder, file)) {
      assertEquals(
          Set.of(
              "matrix",
              "transposed",
              "part",
              "half",
              "brain",
              "double",
              "count",
              "empty",
              "parameter"),
          checkpoint.tensors().keySet());
      assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, checkpoint.read("matrix"));
      assertEquals(new Shape(3, 2), checkpoint.tensors().get("transposed").shape());
      assertArrayEquals(
          new float[] {0, 0.75f, 0.25f, 1, 0.5f, 1.25f}, checkpoint.read("transposed"));
      assertArrayEquals(new float[] {4, 6, 8, 10}, checkpoint.read("part"));
      assertEquals(ElementType.F16, checkpoint.tensors().get("half").type());
      assertArrayEquals(new float[] {0.5f, -65504, 0x1p-24f}, checkpoint.read("half"));
      assertArrayEquals(
          new float[] {1.5f, Float.intBitsToFloat(0xff620000)}, checkpoint.read("brain"));
      assertArrayEquals(new float[] {0.1f}, checkpoint.read("double"));
      assertEquals(new Shape(), checkpoint.tensors().get("count").shape());
      assertArrayEquals(new float[] {7}, checkpoint.read("count"));
      assertEquals(0, checkpoint.read("empty").length);
      assertArrayEquals(new float[] {2}, checkpoint.read("parameter"));
    }
    assertEquals(0, folder.open());
  }

  @ParameterizedTest
  @CsvSource({
    "evil.pt, posix.system",
    "evil-stream.pt, posix.system",
    "module.pt, __main__.Small",
    "script.pt, TorchScript",
  })
  void refusesWhatIsNoTensorByName(String file, String found) {
    MemoryFiles folder = new MemoryFiles().with(file, MemoryFiles.made(file));
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, file).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertTrue(error.getMessage().contains("save the state dict alone"), error.getMessage());
    assertFalse(Files.exists(Path.of("/tmp/gauntlet-was-here")));
    assertEquals(0, folder.open());
  }

  @ParameterizedTest
  @CsvSource({
    // What a pickle may do in Python, and what is said of it here.
    "'cbuiltins\neval\n(X\u0002\u0000\u0000\u00001+tR.', builtins.eval",
    "'(i__main__\nEvil\n.', instruction 0x69",
    "'\u0080\u0002X\u00ff\u00ff\u00ff\u007f', claims a name of",
    "'\u0080\u0002}}}s.', not a name",
    "'\u0080\u0002K\u0001.', no dictionary",
    "'\u0080\u0002}.', no tensors",
    "'\u0080\u0002.', damaged",
  })
  void refusesPicklesThatAreNoStateDict(String program, String found) throws IOException {
    byte[] pickle = program.getBytes(StandardCharsets.ISO_8859_1);
    MemoryFiles folder = new MemoryFiles().with("a.pt", zip("a/data.pkl", pickle));
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.pt").close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertEquals(0, folder.open());
  }

  @Test
  void aProgramWithoutEndIsRefused() throws IOException {
    byte[] pickle = new byte[5_000_000];
    Arrays.fill(pickle, (byte) 'N');
    MemoryFiles folder = new MemoryFiles().with("a.pt", zip("a/data.pkl", pickle));
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.pt").close());
    assertTrue(error.getMessage().contains("longer than"), error.getMessage());
  }

  private static byte[] zip(String name, byte[] contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(contents);
    }
    return bytes.toByteArray();
  }
}
