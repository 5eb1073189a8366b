package io.gauntlet.model.checkpoint;

import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The graph of an ONNX model, read in one walk over the file: what its nodes compute of what, and
 * where its constants lie.
 */
final class OnnxModel {
  private static final int MOST_ENTRIES = 200_000;

  /** Field numbers of onnx.proto, by message. */
  private static final class Field {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATOR = 4;
  }

  /** An application of an operator to values that have names. */
  record Node(String operator, List<String> inputs, List<String> outputs) {}

  private final ProtobufFields fields;
  private final Map<String, OnnxInitializer> initializers = new TreeMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private OnnxModel(ProtobufFields fields) {
    this.fields = fields;
  }

  /**
   * Reads the graph of a model.
   *
   * @throws IOException when the file is damaged, or quantised, or holds no constants
   */
  static OnnxModel read(ChannelReader file) throws IOException {
    OnnxModel model = new OnnxModel(new ProtobufFields(file));
    try {
      model.fields.read(model::field);
    } catch (RefusedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s is not a whole ONNX model (%s); fetch it again"
              .formatted(file.source(), e.getMessage()),
          e);
    }
    if (model.initializers.isEmpty()) {
      throw new RefusedException(
          file.source() + " holds no initialisers; give safetensors, a state dict or ONNX");
    }
    return model;
  }

  /** The constants, by name. */
  Map<String, OnnxInitializer> initializers() {
    return initializers;
  }

  /** The nodes, each after those whose outputs it reads. */
  List<Node> nodes() {
    return nodes;
  }

  private boolean field(int field, int wire) throws IOException {
    return field == Field.MODEL_GRAPH
        && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED
        && fields.message(this::graphField);
  }

  private boolean graphField(int field, int wire) throws IOException {
    if (wire != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      return false;
    }
    if (initializers.size() + nodes.size() > MOST_ENTRIES) {
      throw new RefusedException(
          fields.source() + " has more parts than any network that is opened here");
    }
    return switch (field) {
      case Field.GRAPH_NODE -> node();
      case Field.GRAPH_INITIALIZER -> initializer();
      default -> false;
    };
  }

  private boolean node() throws IOException {
    StringBuilder operator = new StringBuilder();
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    fields.message(
        (field, wire) -> {
          switch (field) {
            case Field.NODE_INPUT -> inputs.add(fields.stream().readString());
            case Field.NODE_OUTPUT -> outputs.add(fields.stream().readString());
            case Field.NODE_OPERATOR -> operator.append(fields.stream().readString());
            default -> {
              return false;
            }
          }
          return true;
        });
    Node node = new Node(operator.toString(), inputs, outputs);
    if (node.operator().contains("Quantize") || node.operator().endsWith("Integer")) {
      throw new RefusedException(
          "%s is quantised (it uses %s); give the export in float32"
              .formatted(fields.source(), node.operator()));
    }
    nodes.add(node);
    return true;
  }

  private boolean initializer() throws IOException {
    OnnxInitializer initializer = OnnxInitializerReader.read(fields);
    if (initializers.put(initializer.info().name(), initializer) != null) {
      throw new RefusedException(
          "%s: there are two tensors %s; the file is damaged"
              .formatted(fields.source(), initializer.info().name()));
    }
    return true;
  }
}
