package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The initialisers of an ONNX model: its constants.
 *
 * <p>The exporter of PyTorch transposes the weight of a linear layer and calls it something like
 * {@code onnx::MatMul_885}. Its place in the graph tells its name: the product with it is added to
 * {@code X.bias}, so it is {@code X.weight}, transposed.
 */
final class OnnxCheckpoint implements Checkpoint {
  private static final ImmutableMap<Integer, ElementType> TYPES =
      ImmutableMap.<Integer, ElementType>builder()
          .put(1, ElementType.F32)
          .put(2, ElementType.U8)
          .put(3, ElementType.I8)
          .put(5, ElementType.I16)
          .put(6, ElementType.I32)
          .put(7, ElementType.I64)
          .put(9, ElementType.BOOL)
          .put(10, ElementType.F16)
          .put(11, ElementType.F64)
          .put(16, ElementType.BF16)
          .buildOrThrow();

  private static final int MOST_ENTRIES = 200_000;
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** Field numbers of onnx.proto, by message. */
  private static final class Field {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATOR = 4;
    private static final int TENSOR_DIMENSIONS = 1;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_FLOATS = 4;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW = 9;
    private static final int TENSOR_DOUBLES = 10;
    private static final int TENSOR_LOCATION = 14;
  }

  private record Node(String operator, List<String> inputs, List<String> outputs) {}

  /** Where a tensor lies; a position below 0 is none that can be read. */
  private record Initializer(TensorInfo info, long position, long bytes, boolean transposed) {}

  private final ChannelReader file;
  private final Map<String, Initializer> initializers;
  private final ImmutableSortedMap<String, TensorInfo> tensors;

  private OnnxCheckpoint(ChannelReader file, Map<String, Initializer> initializers) {
    this.file = file;
    this.initializers = initializers;
    ImmutableSortedMap.Builder<String, TensorInfo> infos = ImmutableSortedMap.naturalOrder();
    initializers.forEach((name, initializer) -> infos.put(name, initializer.info()));
    this.tensors = infos.build();
  }

  static OnnxCheckpoint open(ChannelReader file) throws IOException {
    file.channel().position(0);
    CodedInputStream stream =
        CodedInputStream.newInstance(
            new BufferedInputStream(Channels.newInputStream(file.channel()), 1 << 16));
    stream.setSizeLimit(Integer.MAX_VALUE);
    Parser parser = new Parser(file, stream);
    try {
      parser.model();
    } catch (IOException | RuntimeException e) {
      throw e instanceof CheckpointException refused
          ? refused
          : new IOException(
              "%s is no whole ONNX model (%s); fetch it again"
                  .formatted(file.source(), e.getMessage()),
              e);
    }
    return new OnnxCheckpoint(file, named(parser.initializers, parser.nodes));
  }

  private static Map<String, Initializer> named(
      Map<String, Initializer> initializers, List<Node> nodes) {
    Map<String, String> factors = new HashMap<>();
    for (Node node : nodes) {
      if (node.operator().equals("MatMul") && node.inputs().size() == 2) {
        String factor = node.inputs().get(1);
        Initializer initializer = initializers.get(factor);
        if (initializer != null
            && !factor.endsWith(WEIGHT)
            && initializer.info().shape().dimension() == 2) {
          node.outputs().forEach(output -> factors.put(output, factor));
        }
      }
    }
    Map<String, Initializer> named = new TreeMap<>(initializers);
    for (Node node : nodes) {
      if (node.operator().equals("Add") && node.inputs().size() == 2) {
        String factor = Iterables.getFirst(known(factors, node.inputs()), null);
        for (String bias : node.inputs()) {
          if (factor != null && bias.endsWith(BIAS) && named.containsKey(factor)) {
            String name = bias.substring(0, bias.length() - BIAS.length()) + WEIGHT;
            named.put(name, transposed(name, named.remove(factor)));
          }
        }
      }
    }
    return named;
  }

  private static List<String> known(Map<String, String> factors, List<String> inputs) {
    return inputs.stream().filter(factors::containsKey).map(factors::get).toList();
  }

  private static Initializer transposed(String name, Initializer initializer) {
    Shape shape = initializer.info().shape();
    TensorInfo info =
        new TensorInfo(name, initializer.info().type(), new Shape(shape.get(1), shape.get(0)));
    return new Initializer(info, initializer.position(), initializer.bytes(), true);
  }

  @Override
  public String source() {
    return file.source();
  }

  @Override
  public SortedMap<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name) throws IOException {
    TensorInfo tensor = Tensors.known(this, name);
    Initializer initializer = initializers.get(name);
    if (initializer.position() < 0) {
      throw new IOException(
          "%s: tensor %s keeps its data elsewhere or in an unusual way; export the model with its"
                  .formatted(file.source(), name)
              + " data inside");
    }
    if (initializer.bytes() != Sizes.bytes(tensor)) {
      throw new IOException(
          "%s: tensor %s of shape %s and type %s has %d bytes of data; the file is damaged"
              .formatted(file.source(), name, tensor.shape(), tensor.type(), initializer.bytes()));
    }
    float[] values = file.floats(tensor, initializer.position());
    return initializer.transposed() ? transpose(values, tensor.shape()) : values;
  }

  private static float[] transpose(float[] values, Shape shape) {
    int rows = (int) shape.get(0);
    int columns = (int) shape.get(1);
    float[] transposed = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[row * columns + column] = values[column * rows + row];
      }
    }
    return transposed;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** What was refused, and said why. */
  private static final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1;

    CheckpointException(String message) {
      super(message);
    }
  }

  /** Walks over a model once and keeps names, shapes and places. */
  private static final class Parser {
    private final ChannelReader file;
    private final CodedInputStream stream;
    private final Map<String, Initializer> initializers = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();

    Parser(ChannelReader file, CodedInputStream stream) {
      this.file = file;
      this.stream = stream;
    }

    @FunctionalInterface
    private interface FieldReader {
      /** Reads a field, or returns false and leaves it. */
      boolean read(int field, int wireType) throws IOException;
    }

    void model() throws IOException {
      fields(
          (field, wire) ->
              field == Field.MODEL_GRAPH
                  && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED
                  && message(this::graphField));
      if (initializers.isEmpty()) {
        throw new CheckpointException(
            file.source() + " holds no initialisers; give safetensors, a state dict or ONNX");
      }
    }

    private void fields(FieldReader reader) throws IOException {
      for (int tag = stream.readTag(); tag != 0; tag = stream.readTag()) {
        if (!reader.read(WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag))) {
          skip(tag);
        }
      }
    }

    private boolean message(FieldReader reader) throws IOException {
      int length = stream.readRawVarint32();
      if (length < 0 || length > file.size() - stream.getTotalBytesRead()) {
        throw new IOException("a part claims " + length + " bytes");
      }
      int before = stream.pushLimit(length);
      fields(reader);
      stream.checkLastTagWas(0);
      stream.popLimit(before);
      return true;
    }

    private void skip(int tag) throws IOException {
      // Groups nest without bound, and ONNX has none.
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP
          || !stream.skipField(tag)) {
        throw new IOException("a field of an unknown kind");
      }
    }

    private boolean graphField(int field, int wire) throws IOException {
      if (wire != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return false;
      }
      if (initializers.size() + nodes.size() > MOST_ENTRIES) {
        throw new CheckpointException(
            file.source() + " has more parts than any network that is opened here");
      }
      return switch (field) {
        case Field.GRAPH_NODE -> node();
        case Field.GRAPH_INITIALIZER -> initializer();
        default -> false;
      };
    }

    private boolean node() throws IOException {
      String[] operator = {""};
      List<String> inputs = new ArrayList<>();
      List<String> outputs = new ArrayList<>();
      message(
          (field, wire) -> {
            switch (field) {
              case Field.NODE_INPUT -> inputs.add(stream.readString());
              case Field.NODE_OUTPUT -> outputs.add(stream.readString());
              case Field.NODE_OPERATOR -> operator[0] = stream.readString();
              default -> {
                return false;
              }
            }
            return true;
          });
      if (operator[0].contains("Quantize") || operator[0].endsWith("Integer")) {
        throw new CheckpointException(
            "%s is quantised (it uses %s); give the export in float32"
                .formatted(file.source(), operator[0]));
      }
      nodes.add(new Node(operator[0], inputs, outputs));
      return true;
    }

    private boolean initializer() throws IOException {
      TensorFields tensor = new TensorFields();
      message((field, wire) -> tensor.read(field, wire));
      Initializer initializer = tensor.finish();
      if (initializers.put(initializer.info().name(), initializer) != null) {
        throw new CheckpointException(
            "%s: there are two tensors %s; the file is damaged"
                .formatted(file.source(), initializer.info().name()));
      }
      return true;
    }

    /** The fields of a TensorProto, in whatever order they come. */
    private final class TensorFields {
      private final List<Long> dimensions = new ArrayList<>();
      private String name = "";
      private int type;
      private long position = -1;
      private long bytes;
      private boolean elsewhere;

      boolean read(int field, int wire) throws IOException {
        boolean delimited = wire == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        switch (field) {
          case Field.TENSOR_DIMENSIONS -> {
            if (delimited) {
              int before = stream.pushLimit(stream.readRawVarint32());
              while (stream.getBytesUntilLimit() > 0) {
                dimension();
              }
              stream.popLimit(before);
            } else {
              dimension();
            }
          }
          case Field.TENSOR_TYPE -> type = stream.readInt32();
          case Field.TENSOR_NAME -> name = stream.readString();
          case Field.TENSOR_LOCATION -> elsewhere = stream.readInt32() != 0;
          case Field.TENSOR_RAW, Field.TENSOR_FLOATS, Field.TENSOR_DOUBLES -> {
            if (!delimited) {
              return false;
            }
            bytes = stream.readRawVarint32();
            position = stream.getTotalBytesRead();
            if (bytes < 0 || position > file.size() - bytes) {
              throw new CheckpointException(
                  "%s: the file ends before tensor %s does; it is truncated, fetch it again"
                      .formatted(file.source(), name));
            }
            stream.skipRawBytes((int) bytes);
          }
          default -> {
            return false;
          }
        }
        return true;
      }

      private void dimension() throws IOException {
        dimensions.add(stream.readInt64());
        if (dimensions.size() > Sizes.MOST_DIMENSIONS) {
          throw new IOException("a tensor of " + dimensions.size() + " dimensions");
        }
      }

      Initializer finish() throws IOException {
        ElementType element = TYPES.get(type);
        if (element == null) {
          throw new CheckpointException(
              "%s: tensor %s has the type %d, which is not read; export the model in float32"
                  .formatted(file.source(), name, type));
        }
        Shape shape = Sizes.shape(dimensions, name, file.source());
        return new Initializer(
            new TensorInfo(name, element, shape), elsewhere ? -1 : position, bytes, false);
      }
    }
  }
}
