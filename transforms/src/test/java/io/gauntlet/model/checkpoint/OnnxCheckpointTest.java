package io.gauntlet.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnnxCheckpointTest {

  /** PyTorch's exporter names the weight {@code onnx::MatMul_6}, and stores it transposed. */
  @Test
  void theWeightOfALinearLayerIsNamedByItsBias() throws IOException {
    MemoryFiles folder = new MemoryFiles().with("small.onnx", MemoryFiles.made("small.onnx"));
    try (Checkpoint checkpoint = Checkpoints.open(folder, Checkpoints.find(folder))) {
      assertEquals(Set.of("dense.weight", "dense.bias"), checkpoint.tensors().keySet());
      assertEquals(new Shape(2, 3), checkpoint.tensors().get("dense.weight").shape());
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, checkpoint.read("dense.weight"));
      assertArrayEquals(new float[] {0.5f, 0.25f}, checkpoint.read("dense.bias"));
    }
    assertEquals(0, folder.open());
  }

  @Test
  void aQuantisedModelIsRefused() {
    Field node = part(UnknownFieldSet.newBuilder().addField(4, text("MatMulInteger")));
    refuses(UnknownFieldSet.newBuilder().addField(1, node), "uses MatMulInteger");
  }

  @Test
  void anUnknownTypeIsRefused() {
    refuses(tensor(8, 1, new byte[4]), "tensor w has the type 8");
  }

  @Test
  void aModelWithoutConstantsIsRefused() {
    refuses(UnknownFieldSet.newBuilder(), "holds no initialisers");
  }

  @Test
  void aShapeBeyondMemoryIsRefused() {
    refuses(tensor(1, Long.MAX_VALUE, new byte[4]), "beyond memory");
    refuses(tensor(1, -4, new byte[4]), "tensor w has the shape");
  }

  @Test
  void dataOfAnotherLengthIsRefused() throws IOException {
    MemoryFiles folder = new MemoryFiles().with("a.onnx", model(tensor(1, 3, new byte[4])));
    try (Checkpoint checkpoint = Checkpoints.open(folder, "a.onnx")) {
      IOException error = assertThrows(IOException.class, () -> checkpoint.read("w"));
      assertTrue(error.getMessage().contains("tensor w of shape (3)"), error.getMessage());
    }
  }

  private static UnknownFieldSet.Builder tensor(int type, long dimension, byte[] raw) {
    UnknownFieldSet.Builder tensor =
        UnknownFieldSet.newBuilder()
            .addField(1, Field.newBuilder().addVarint(dimension).build())
            .addField(2, Field.newBuilder().addVarint(type).build())
            .addField(8, text("w"))
            .addField(9, Field.newBuilder().addLengthDelimited(ByteString.copyFrom(raw)).build());
    return UnknownFieldSet.newBuilder().addField(5, part(tensor));
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field part(UnknownFieldSet.Builder message) {
    return Field.newBuilder().addLengthDelimited(message.build().toByteString()).build();
  }

  private static byte[] model(UnknownFieldSet.Builder graph) {
    return UnknownFieldSet.newBuilder()
        .addField(1, Field.newBuilder().addVarint(7).build())
        .addField(2, text("by a test"))
        .addField(7, part(graph))
        .build()
        .toByteArray();
  }

  private static void refuses(UnknownFieldSet.Builder graph, String found) {
    MemoryFiles folder = new MemoryFiles().with("a.onnx", model(graph));
    IOException error =
        assertThrows(IOException.class, () -> Checkpoints.open(folder, "a.onnx").close());
    assertTrue(error.getMessage().startsWith("a.onnx"), error.getMessage());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertEquals(0, folder.open());
  }
}
