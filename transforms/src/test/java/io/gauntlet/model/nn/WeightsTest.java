package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.TensorInfo;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final ParameterSpec A = new ParameterSpec("a", new Shape(2, 3), Start.HE);
  private static final ParameterSpec B = new ParameterSpec("b", new Shape(2), Start.LINEAR);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void whatIsWrittenIsReadBitForBit() throws IOException {
    byte[] file = file(A, B);
    try (Weights read = read(file, A, B);
        Weights before = Weights.initialize(manager, List.of(A, B), 1)) {
      for (String name : List.of("a", "b")) {
        assertEquals(before.get(name).getShape(), read.get(name).getShape());
        assertArrayEquals(before.get(name).toFloatArray(), read.get(name).toFloatArray());
      }
    }
  }

  @Test
  void anotherShapeIsRefused() throws IOException {
    ParameterSpec turned = new ParameterSpec("a", new Shape(3, 2), Start.HE);
    refuses("tensor a has the shape (2, 3) and the network needs (3, 2)", file(A), turned);
  }

  @Test
  void aMissingTensorIsNamedAndTheOthersCounted() throws IOException {
    refuses("m.safetensors: tensor a is missing; the file holds [b]", file(B), A, B);
    ParameterSpec c = new ParameterSpec("c", new Shape(2), Start.LINEAR);
    refuses("tensor a is missing, and 1 more", file(B), A, B, c);
  }

  @Test
  void anUnexpectedTensorIsNamed() throws IOException {
    refuses("tensor b is unexpected", file(A, B), A);
  }

  @Test
  void nothingIsKeptOfAFileThatBreaksHalfWay() throws IOException {
    MemoryFiles folder = new MemoryFiles().with("m.safetensors", file(A, B));
    try (Checkpoint cut = new BreaksAt("b", Checkpoints.open(folder, "m.safetensors"))) {
      assertThrows(IOException.class, () -> Weights.read(manager, cut, List.of(A, B)));
    }
    assertTrue(manager.getManagedArrays().isEmpty());
  }

  private byte[] file(ParameterSpec... specs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Weights weights = Weights.initialize(manager, List.of(specs), 1)) {
      weights.write(bytes);
    }
    return bytes.toByteArray();
  }

  private Weights read(byte[] file, ParameterSpec... specs) throws IOException {
    MemoryFiles folder = new MemoryFiles().with("m.safetensors", file);
    try (Checkpoint checkpoint = Checkpoints.open(folder, "m.safetensors")) {
      return Weights.read(manager, checkpoint, List.of(specs));
    }
  }

  private void refuses(String found, byte[] file, ParameterSpec... specs) {
    IOException error = assertThrows(IOException.class, () -> read(file, specs).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
    assertTrue(error.getMessage().startsWith("m.safetensors"), error.getMessage());
  }

  /** A checkpoint whose file ends within a tensor. */
  private record BreaksAt(String tensor, Checkpoint whole) implements Checkpoint {
    @Override
    public String source() {
      return whole.source();
    }

    @Override
    public SortedMap<String, TensorInfo> tensors() {
      return whole.tensors();
    }

    @Override
    public float[] read(String name) throws IOException {
      if (name.equals(tensor)) {
        throw new IOException("cut");
      }
      return whole.read(name);
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }
}
