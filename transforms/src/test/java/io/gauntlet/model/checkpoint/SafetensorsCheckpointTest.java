package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSortedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsCheckpointTest {

  @Test
  void whatIsWrittenIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(
        bytes,
        ImmutableSortedMap.of("b", new Shape(2, 1), "a", new Shape()),
        name -> name.equals("a") ? new float[] {3} : new float[] {1, -2});
    MemoryFiles folder = new MemoryFiles().with("m.safetensors", bytes.toByteArray());
    assertEquals("m.safetensors", Checkpoints.find(folder));
    try (Checkpoint checkpoint = Checkpoints.open(folder, "m.safetensors")) {
      assertEquals(
          new TensorInfo("b", ElementType.F32, new Shape(2, 1)), checkpoint.tensors().get("b"));
      assertArrayEquals(new float[] {3}, checkpoint.read("a"));
      assertArrayEquals(new float[] {1, -2}, checkpoint.read("b"));
      assertThrows(IllegalArgumentException.class, () -> checkpoint.read("c"));
    }
    assertEquals(0, folder.open());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        // A header, bytes of data, what is said of it.
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 3 | tensor a",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | holds 5 bytes of data",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | cannot lie at bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor a begins at byte 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | 4 | cannot lie at bytes",
        "{'a':{'dtype':'F8_E4M3','shape':[4],'data_offsets':[0,4]}} | 4 | tensor a has the type",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | tensor a has the shape",
        "{'a':{'dtype':'F32','shape':[2147483648,4294967296],'data_offsets':[0,0]}} | 0 | beyond",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}} | 0 | beyond",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | 4 | tensor a lacks its shape",
        "{'a':{'dtype':'F32','shape':[1e99],'data_offsets':[0,4]}} | 4 | tensor a lacks its shape",
        "{'a':{'dtype':'F32','data_offsets':[0,4]}} | 4 | tensor a lacks its shape",
        "{'a':7} | 0 | tensor a has the type ''",
        "{'a':{},'a':{}} | 0 | Duplicate",
        "{'a':{'dtype' | 0 | not JSON",
        "{} trailing | 0 | not JSON",
      })
  void aHeaderThatLiesIsRefused(String header, int data, String found) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] file =
        ByteBuffer.allocate(8 + json.length + data)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    refuses(file, found);
  }

  @ParameterizedTest
  @CsvSource({"0", "1000", "9000000", "-1", "9223372036854775807"})
  void aLengthThatLiesIsRefused(long length) {
    byte[] file =
        ByteBuffer.allocate(40)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put((byte) '{')
            .array();
    refuses(file, "the header claims " + length);
  }

  @Test
  void anEmptyFileIsTruncated() {
    refuses(new byte[3], "truncated");
  }

  @Test
  void shardsAreFoundThroughTheirIndex() throws IOException {
    MemoryFiles folder =
        new MemoryFiles()
            .with("one.safetensors", single("a", 1))
            .with("two.safetensors", single("b", 2))
            .with(
                "model.safetensors.index.json",
                index("{'a':'one.safetensors','b':'two.safetensors'}"));
    String found = Checkpoints.find(folder);
    assertEquals("model.safetensors.index.json", found);
    try (Checkpoint checkpoint = Checkpoints.open(folder, found)) {
      assertArrayEquals(new float[] {1}, checkpoint.read("a"));
      assertArrayEquals(new float[] {2}, checkpoint.read("b"));
      assertEquals(2, folder.open());
    }
    assertEquals(0, folder.open());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'a':'two.safetensors'} | tensor a is not in two.safetensors",
        "{'a':'three.safetensors'} | the file three.safetensors with tensor a is missing",
        "{'a':'../one.safetensors'} | tensor a is said to be in '../one.safetensors'",
        "{'a':'m.index.json'} | holds no tensors",
        "{'a':{}} | not a file of this folder",
        "[] | no weight_map",
      })
  void anIndexThatLiesIsRefused(String map, String found) throws IOException {
    MemoryFiles folder =
        new MemoryFiles()
            .with("one.safetensors", single("a", 1))
            .with("two.safetensors", single("b", 2))
            .with("m.index.json", index(map));
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "m.index.json").close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertEquals(0, folder.open());
  }

  @Test
  void aFolderWithoutOneFileOfWeightsSaysSo() {
    IOException none = assertThrows(IOException.class, () -> Checkpoints.find(new MemoryFiles()));
    assertTrue(none.getMessage().contains("no weights"), none.getMessage());
    MemoryFiles two = new MemoryFiles().with("a.pt", new byte[0]).with("b.pth", new byte[0]);
    IOException several = assertThrows(IOException.class, () -> Checkpoints.find(two));
    assertTrue(several.getMessage().contains("[a.pt, b.pth]"), several.getMessage());
  }

  static byte[] single(String name, float value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(
        bytes, ImmutableSortedMap.of(name, new Shape(1)), any -> new float[] {value});
    return bytes.toByteArray();
  }

  private static byte[] index(String map) {
    return ("{\"weight_map\":" + map.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static void refuses(byte[] file, String found) {
    MemoryFiles folder = new MemoryFiles().with("a.safetensors", file);
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.safetensors").close());
    assertTrue(error.getMessage().startsWith("a.safetensors"), error.getMessage());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertEquals(0, folder.open());
  }
}
