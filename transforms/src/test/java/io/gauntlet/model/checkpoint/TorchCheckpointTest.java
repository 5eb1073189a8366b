package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
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

  /** Found by the fuzz suite: the errors of libraries name neither file nor remedy. */
  @Test
  void whatTheLibrariesRefuseIsSaidInOneLineOfTheFile() throws IOException {
    String early = "\u0080\u0002X\u0010\u0000\u0000\u0000ends";
    assertEquals(
        "a.pt: the pickle cannot be read to its end; it is truncated, fetch it again",
        refused(zip("a/data.pkl", early.getBytes(StandardCharsets.ISO_8859_1))));
    String empty = "\u0080\u0002t.";
    assertEquals(
        "a.pt: the pickle is damaged; fetch it again",
        refused(zip("a/data.pkl", empty.getBytes(StandardCharsets.ISO_8859_1))));
    String names = "\u0080\u0002cos\nsys\rtem\n.";
    assertTrue(
        refused(zip("a/data.pkl", names.getBytes(StandardCharsets.ISO_8859_1)))
            .startsWith("a.pt: the pickle names os.sys tem, which"));
  }

  /** Each of them holds the one before twice: written out, the last has 2^60 elements. */
  @Test
  void aKeyThatNamesItselfIsNotWrittenOut() {
    StringBuilder key = new StringBuilder();
    for (char list = 59; list < 60; list--) {
      key.append("]q").append(list);
    }
    for (char list = 0; list < 59; list++) {
      key.append("ah").append(list).append('a');
    }
    String pickle =
        "\u0080\u0002}X\u0001\u0000\u0000\u0000actorch._utils\n_rebuild_tensor_v2\n"
            + "((X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\n"
            + key
            + "X\u0003\u0000\u0000\u0000cpuK\u0001tQK\u0000))NtRs.";
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertEquals(
                "a.pt: the pickle is damaged; fetch it again", refused(zip("a/data.pkl", bytes))));
  }

  @Test
  void aStorageThatCannotBeUnpackedIsNamed() throws IOException {
    byte[] file = TorchFiles.zip(Map.of("weight", new float[1_000]));
    int storage = new String(file, StandardCharsets.ISO_8859_1).indexOf("archive/data/0");
    Arrays.fill(file, storage + "archive/data/0".length(), storage + 20, (byte) 0xff);
    MemoryFiles folder = new MemoryFiles().with("a.pt", file);
    try (Checkpoint checkpoint = Checkpoints.open(folder, "a.pt")) {
      assertEquals(
          "a.pt: tensor weight cannot be unpacked; the file is damaged, fetch it again",
          assertThrows(IOException.class, () -> checkpoint.read("weight")).getMessage());
    }
  }

  /** A thousand times as many numbers as the file has bytes, behind a view of two of them. */
  @Test
  void aViewIsNoLargerInMemoryThanItsFileOrItsShape() {
    TorchFiles.Ends view = new TorchFiles.Ends(20_000_000);
    byte[] file = TorchFiles.zip(Map.of("weight", view));
    assertTrue(file.length < 100_000);
    String message = refused(file);
    assertTrue(message.contains("tensor weight of shape (2) lies over 20000000 elements"), message);
  }

  private static String refused(byte[] file) {
    MemoryFiles folder = new MemoryFiles().with("a.pt", file);
    return assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.pt").close())
        .getMessage();
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
