package io.gauntlet.model.checkpoint;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.TorchTensor.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickles of {@code torch.save}, and of those only what describes tensors.
 *
 * <p>A pickle is a program that calls whatever it names. This one may name the few constructors
 * that rebuild tensors and dictionaries, which are written here; any other name ends the reading
 * before anything is done with it. So do instructions that tensors do not need, strings longer than
 * names are, and programs longer than those of the largest networks.
 */
final class TorchUnpickler extends Unpickler {
  private static final int LONGEST_STRING = 1 << 16;
  private static final int MOST_STEPS = 4_000_000;

  private static final ImmutableSet<Short> ADMITTED =
      ImmutableSet.of(
          Opcodes.PROTO,
          Opcodes.FRAME,
          Opcodes.MARK,
          Opcodes.STOP,
          Opcodes.MEMOIZE,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.LONG1,
          Opcodes.BINFLOAT,
          Opcodes.BINUNICODE,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.BINSTRING,
          Opcodes.SHORT_BINSTRING,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_LIST,
          Opcodes.APPEND,
          Opcodes.APPENDS,
          Opcodes.REDUCE,
          Opcodes.BINPERSID);

  private static final ImmutableMap<String, ElementType> STORAGES =
      ImmutableMap.<String, ElementType>builder()
          .put("DoubleStorage", ElementType.F64)
          .put("FloatStorage", ElementType.F32)
          .put("HalfStorage", ElementType.F16)
          .put("BFloat16Storage", ElementType.BF16)
          .put("LongStorage", ElementType.I64)
          .put("IntStorage", ElementType.I32)
          .put("ShortStorage", ElementType.I16)
          .put("CharStorage", ElementType.I8)
          .put("ByteStorage", ElementType.U8)
          .put("BoolStorage", ElementType.BOOL)
          .buildOrThrow();

  private static final ImmutableMap<String, IObjectConstructor> CONSTRUCTORS =
      ImmutableMap.of(
          "collections.OrderedDict", TorchUnpickler::dictionary,
          "torch._utils._rebuild_tensor", TorchUnpickler::tensor,
          "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
          "torch._utils._rebuild_parameter", arguments -> (TorchTensor) arguments[0]);

  private final String source;
  private final Consumer<Storage> seen;
  private int steps;

  private TorchUnpickler(String source, Consumer<Storage> seen) {
    this.source = source;
    this.seen = seen;
  }

  /**
   * Reads one pickle of a kind that is known before.
   *
   * @param kind what the pickle is expected to hold
   * @param otherwise what is said, behind the source, of a pickle that holds something else
   * @param stream can be marked
   * @param source named in errors
   * @param seen told of each storage that the pickle names
   * @throws IOException when the pickle holds something else, is damaged, or names what is no
   *     tensor
   */
  static <T> T load(
      Class<T> kind, String otherwise, InputStream stream, String source, Consumer<Storage> seen)
      throws IOException {
    Object root = load(stream, source, seen);
    if (!kind.isInstance(root)) {
      throw new IOException(source + otherwise + "; " + TorchCheckpoint.REMEDY);
    }
    return kind.cast(root);
  }

  /**
   * Reads one pickle.
   *
   * @param stream can be marked
   * @param source named in errors
   * @param seen told of each storage that the pickle names
   * @throws IOException when the pickle is damaged, or names what is not a tensor
   */
  static Object load(InputStream stream, String source, Consumer<Storage> seen) throws IOException {
    try {
      return new TorchUnpickler(source, seen).load(stream);
    } catch (RefusedException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          source + ": the pickle cannot be read to its end; it is truncated, fetch it again", e);
    } catch (RuntimeException e) {
      throw new IOException(source + ": the pickle is damaged; fetch it again", e);
    }
  }

  @Override
  protected Object dispatch(short opcode) throws IOException {
    if (++steps > MOST_STEPS) {
      throw new RefusedException(source + ": the pickle is longer than that of any network");
    }
    switch (opcode) {
      case Opcodes.GLOBAL -> stack.add(admitted(line(), line()));
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(admitted((String) stack.pop(), name));
      }
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        put(stack.pop(), value);
      }
      case Opcodes.SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        for (int i = 0; i < items.size(); i += 2) {
          put(items.get(i), items.get(i + 1));
        }
      }
      case Opcodes.BUILD -> {
        // The version numbers that PyTorch hangs on a state dict; any other object has no state.
        stack.pop();
        top();
      }
      default -> {
        if (!ADMITTED.contains(opcode)) {
          throw new RefusedException(
              "%s: the pickle holds the instruction 0x%s, which no tensor needs; %s"
                  .formatted(
                      source, HexFormat.of().toHexDigits((byte) opcode), TorchCheckpoint.REMEDY));
        }
        checkLength(opcode);
        return super.dispatch(opcode);
      }
    }
    return NO_RETURN_VALUE;
  }

  private Object admitted(String module, String name) throws IOException {
    IObjectConstructor constructor = CONSTRUCTORS.get(module + "." + name);
    if (constructor != null) {
      return constructor;
    }
    ElementType storage = STORAGES.get(name);
    if (storage != null && (module.equals("torch") || module.equals("torch.cuda"))) {
      return storage;
    }
    throw new RefusedException(
        "%s: the pickle names %s.%s, which is not part of a tensor; nothing was executed; %s"
            .formatted(source, Quoted.of(module), Quoted.of(name), TorchCheckpoint.REMEDY));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0 || line.length() == LONGEST_STRING) {
        throw new RefusedException(source + ": a name in the pickle does not end; fetch it again");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private void put(Object key, Object value) throws IOException {
    // A dictionary as key of itself would be hashed without end.
    if (!isName(key)) {
      throw new RefusedException(
          source
              + ": the pickle has a key that is not a name; the file is damaged, fetch it again");
    }
    top().put(key, value);
  }

  @SuppressWarnings("unchecked")
  private Map<Object, Object> top() {
    return (Map<Object, Object>) stack.peek();
  }

  private void checkLength(short opcode) throws IOException {
    if (opcode == Opcodes.BINUNICODE || opcode == Opcodes.BINSTRING) {
      input.mark(Integer.BYTES);
      byte[] length = PickleUtils.readbytes(input, Integer.BYTES);
      input.reset();
      int claimed = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (claimed < 0 || claimed > LONGEST_STRING) {
        throw new RefusedException(
            "%s: the pickle claims a name of %s bytes; the file is damaged"
                .formatted(source, Integer.toUnsignedString(claimed)));
      }
    }
  }

  @Override
  protected Object persistentLoad(Object id) {
    Object[] parts = (Object[]) id;
    if (!"storage".equals(parts[0]) || (parts.length > 5 && parts[5] != null)) {
      throw new IllegalArgumentException("a storage of an unknown kind");
    }
    Storage storage =
        new Storage(key(parts[2]), (ElementType) parts[1], ((Number) parts[4]).longValue());
    seen.accept(storage);
    return storage;
  }

  /** A list as key could name itself, or be longer than memory once it is written out. */
  private static String key(Object key) {
    if (isName(key)) {
      return key.toString();
    }
    throw new IllegalArgumentException("the key of a storage is not a name");
  }

  private static boolean isName(Object key) {
    return key instanceof String || key instanceof Number;
  }

  private static Map<Object, Object> dictionary(Object[] arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      for (Object pair : (List<?>) arguments[0]) {
        List<?> entry = pair instanceof Object[] array ? Arrays.asList(array) : (List<?>) pair;
        dictionary.put((String) entry.get(0), entry.get(1));
      }
    }
    return dictionary;
  }

  private static TorchTensor tensor(Object[] arguments) {
    return new TorchTensor(
        (Storage) arguments[0],
        ((Number) arguments[1]).longValue(),
        numbers((Object[]) arguments[2]),
        numbers((Object[]) arguments[3]));
  }

  private static List<Long> numbers(Object[] tuple) {
    List<Long> numbers = new ArrayList<>();
    for (Object number : tuple) {
      numbers.add(((Number) number).longValue());
    }
    return List.copyOf(numbers);
  }
}
