package io.gauntlet.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.save} writes of dictionaries: those of strings, whole numbers, nulls,
 * further dictionaries, and float arrays, each a tensor of one dimension (of none for an array of
 * one element).
 */
public final class TorchFiles {
  /** A tensor of the first and the last of so many zeros. */
  record Ends(int zeros) {}

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<float[]> storages = new ArrayList<>();

  private TorchFiles() {}

  /** A zip archive with a dictionary. */
  public static byte[] zip(Map<?, ?> dictionary) {
    TorchFiles file = new TorchFiles();
    file.write(0x80, 2);
    file.dictionary(dictionary);
    file.write('.');
    try {
      return file.archive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle.toByteArray());
      for (int key = 0; key < storages.size(); key++) {
        zip.putNextEntry(new ZipEntry("archive/data/" + key));
        ByteBuffer values =
            ByteBuffer.allocate(Float.BYTES * storages.get(key).length)
                .order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(storages.get(key));
        zip.write(values.array());
      }
    }
    return bytes.toByteArray();
  }

  private void write(int... opcodes) {
    for (int opcode : opcodes) {
      pickle.write(opcode);
    }
  }

  private void object(Object value) {
    if (value == null) {
      write('N');
    } else if (value instanceof Map<?, ?> map) {
      dictionary(map);
    } else if (value instanceof float[] values) {
      int length = values.length;
      tensor(
          values, length == 1 ? List.of() : List.of(length), length == 1 ? List.of() : List.of(1));
    } else if (value instanceof Ends ends) {
      tensor(new float[ends.zeros()], List.of(2), List.of(ends.zeros() - 1));
    } else if (value instanceof Integer number) {
      number(number);
    } else {
      text((String) value);
    }
  }

  private void dictionary(Map<?, ?> dictionary) {
    write('}');
    dictionary.forEach(
        (key, value) -> {
          object(key);
          object(value);
          write('s');
        });
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write('X');
    pickle.writeBytes(little(bytes.length));
    pickle.writeBytes(bytes);
  }

  private void number(int number) {
    write('J');
    pickle.writeBytes(little(number));
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private void global(String module, String name) {
    pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void numbers(List<Integer> numbers) {
    write('(');
    numbers.forEach(this::number);
    write('t');
  }

  private void tensor(float[] values, List<Integer> sizes, List<Integer> strides) {
    global("torch._utils", "_rebuild_tensor_v2");
    write('(', '(');
    text("storage");
    global("torch", "FloatStorage");
    text(Integer.toString(storages.size()));
    storages.add(values);
    text("cpu");
    number(values.length);
    write('t', 'Q');
    number(0);
    numbers(sizes);
    numbers(strides);
    write(0x89);
    global("collections", "OrderedDict");
    write(')', 'R', 't', 'R');
  }
}
