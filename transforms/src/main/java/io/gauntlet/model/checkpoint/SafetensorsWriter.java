package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Writes float32 tensors in the safetensors format, one after the other, none twice in memory. */
public final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 14;

  private SafetensorsWriter() {}

  /** Where the values of a tensor come from. */
  @FunctionalInterface
  public interface Source {
    /** The values, in row-major order. */
    float[] values(String tensor);
  }

  /** Writes tensors in the order of their names; the stream stays open. */
  public static void write(OutputStream stream, SortedMap<String, Shape> tensors, Source source)
      throws IOException {
    byte[] header = header(tensors);
    stream.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    stream.write(header);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : tensors.keySet()) {
      float[] values = source.values(name);
      for (int start = 0; start < values.length; start += CHUNK) {
        int count = Math.min(CHUNK, values.length - start);
        buffer.clear();
        buffer.asFloatBuffer().put(values, start, count);
        stream.write(buffer.array(), 0, count * Float.BYTES);
      }
    }
  }

  private static byte[] header(SortedMap<String, Shape> tensors) throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>();
    // Python's libraries refuse a file that does not say for whom it is.
    entries.put("__metadata__", Map.of("format", "pt"));
    long end = 0;
    for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
      long begin = end;
      end += tensor.getValue().size() * Float.BYTES;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", ElementType.F32.name());
      entry.put("shape", tensor.getValue().getShape());
      entry.put("data_offsets", new long[] {begin, end});
      entries.put(tensor.getKey(), entry);
    }
    byte[] json = JSON.writeValueAsString(entries).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
