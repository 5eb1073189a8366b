package io.gauntlet.fuzz;

import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.checkpoint.Checkpoint;
import io.gauntlet.model.checkpoint.Checkpoints;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.checkpoint.TorchFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class CheckpointFuzzTest {
  private static final Map<String, Object> SCRIPTS =
      Map.of(
          "epoch",
          3,
          "best",
          new float[] {1},
          "state_dict",
          Map.of("conv.weight", new float[] {1, 2, 3}),
          "optimizer",
          Map.of("state", Map.of(), "param_groups", Map.of()));

  private static byte[] safetensors() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SafetensorsWriter.write(
          bytes,
          new TreeMap<>(Map.of("matrix", new Shape(2, 3), "half", new Shape(3))),
          name -> new float[name.equals("half") ? 3 : 6]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Provide
  Arbitrary<byte[]> checkpoints() {
    List<byte[]> made =
        Stream.of("zip.pt", "protocol4.pt", "stream.pt", "wrapped.pt", "small.onnx")
            .map(MemoryFiles::made)
            .toList();
    return Mutation.of(
        Stream.concat(made.stream(), Stream.of(TorchFiles.zip(SCRIPTS), safetensors())).toList(),
        "F32",
        "I8",
        "[1",
        "]",
        "-1",
        "9999999999999",
        "{",
        "}",
        "\"",
        "data_offsets",
        "storage",
        "FloatStorage",
        "cposix\nsystem\n",
        "PK\u0003\u0004",
        "PK\u0001\u0002");
  }

  @Property(tries = Fuzz.TRIES)
  void aCheckpointIsReadOrRefused(@ForAll("checkpoints") byte[] bytes) {
    Fuzz.file(() -> read(new MemoryFiles().with(Fuzz.FILE, bytes), Fuzz.FILE));
  }

  @Provide
  Arbitrary<byte[]> indices() {
    String index =
        """
        {"metadata": {"total_size": 36}, "weight_map": {"matrix": "a.safetensors", "half": "a.safetensors"}}
        """;
    return Mutation.of(
        List.of(index.getBytes(StandardCharsets.UTF_8)),
        "../",
        "/etc/passwd",
        "..\\\\",
        ".",
        "a.safetensors",
        "null",
        "[",
        "{",
        "}",
        "\"",
        ":");
  }

  /** {@link MemoryFiles} has one shard, and fails where another name is opened. */
  @Property(tries = Fuzz.TRIES)
  void anIndexLeadsToNoOtherFolder(@ForAll("indices") byte[] bytes) {
    String name = Fuzz.FILE + ".safetensors.index.json";
    Fuzz.file(
        () -> read(new MemoryFiles().with(name, bytes).with("a.safetensors", safetensors()), name));
  }

  private static void read(MemoryFiles folder, String name) throws IOException {
    try (Checkpoint checkpoint = Checkpoints.open(folder, name)) {
      for (String tensor : checkpoint.tensors().keySet()) {
        checkpoint.read(tensor);
      }
    }
  }
}
