package io.gauntlet.model.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** Walks over the fields of a file in protobuf's format, and steps over those that are not read. */
final class ProtobufFields {
  private final ChannelReader file;
  private final CodedInputStream stream;

  /** What is done with the fields of one message. */
  @FunctionalInterface
  interface FieldReader {
    /** Reads a field, or returns false and leaves it. */
    boolean read(int field, int wireType) throws IOException;
  }

  /** Begins at the first byte of a file. */
  ProtobufFields(ChannelReader file) throws IOException {
    this.file = file;
    file.channel().position(0);
    this.stream =
        CodedInputStream.newInstance(
            new BufferedInputStream(Channels.newInputStream(file.channel()), 1 << 16));
    stream.setSizeLimit(Integer.MAX_VALUE);
  }

  /** The file, for errors. */
  String source() {
    return file.source();
  }

  /** The value of a field is read from here. */
  CodedInputStream stream() {
    return stream;
  }

  /** Reads fields to the end of the file or of the message. */
  void read(FieldReader reader) throws IOException {
    for (int tag = stream.readTag(); tag != 0; tag = stream.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag))) {
        skip(tag);
      }
    }
  }

  /** Reads a field whose value is a message. */
  boolean message(FieldReader reader) throws IOException {
    int length = stream.readRawVarint32();
    if (length < 0 || length > file.size() - stream.getTotalBytesRead()) {
      throw new IOException("a part claims " + length + " bytes");
    }
    int before = stream.pushLimit(length);
    read(reader);
    stream.checkLastTagWas(0);
    stream.popLimit(before);
    return true;
  }

  /**
   * Steps over a field whose value is bytes.
   *
   * @param what the bytes are, for errors
   * @return how many bytes there are; they end where the next field begins
   */
  int skipBytes(String what) throws IOException {
    int bytes = stream.readRawVarint32();
    if (bytes < 0 || stream.getTotalBytesRead() > file.size() - bytes) {
      throw new RefusedException(
          "%s: the file ends before %s does; it is truncated, fetch it again"
              .formatted(file.source(), what));
    }
    stream.skipRawBytes(bytes);
    return bytes;
  }

  private void skip(int tag) throws IOException {
    // Groups nest without bound, and ONNX has none.
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP
        || !stream.skipField(tag)) {
      throw new IOException("a field of an unknown kind");
    }
  }
}
