package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers the fields of a TensorProto of onnx.proto, in whatever order they come. */
final class OnnxInitializerReader {
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int FLOATS = 4;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int DOUBLES = 10;
  private static final int LOCATION = 14;

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

  private final ProtobufFields fields;
  private final CodedInputStream stream;
  private final List<Long> dimensions = new ArrayList<>();
  private String name = "";
  private int type;
  private long position = -1;
  private long bytes;
  private boolean elsewhere;

  private OnnxInitializerReader(ProtobufFields fields) {
    this.fields = fields;
    this.stream = fields.stream();
  }

  /**
   * Reads a field whose value is a TensorProto.
   *
   * @throws IOException when it is damaged or of a type that is not read
   */
  static OnnxInitializer read(ProtobufFields fields) throws IOException {
    OnnxInitializerReader reader = new OnnxInitializerReader(fields);
    fields.message(reader::field);
    return reader.finish();
  }

  private boolean field(int field, int wire) throws IOException {
    boolean delimited = wire == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    switch (field) {
      case DIMENSIONS -> {
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
      case TYPE -> type = stream.readInt32();
      case NAME -> name = TensorInfo.checkedName(stream.readString(), fields.source());
      case LOCATION -> elsewhere = stream.readInt32() != 0;
      case RAW, FLOATS, DOUBLES -> {
        if (!delimited) {
          return false;
        }
        bytes = fields.skipBytes("tensor " + name);
        position = stream.getTotalBytesRead() - bytes;
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

  private OnnxInitializer finish() throws IOException {
    ElementType element = TYPES.get(type);
    if (element == null) {
      throw new RefusedException(
          "%s: tensor %s has the type %s, which is not read; export the model in float32"
              .formatted(fields.source(), name, type));
    }
    Shape shape = Sizes.shape(dimensions, name, fields.source());
    return new OnnxInitializer(
        new TensorInfo(name, element, shape),
        elsewhere ? -1 : position,
        bytes,
        OnnxInitializer.Order.ROW_MAJOR);
  }
}
