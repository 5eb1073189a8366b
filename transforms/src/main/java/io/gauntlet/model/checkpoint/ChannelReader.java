package io.gauntlet.model.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** Reads numbers from places in a file; owns the file. */
final class ChannelReader implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final SeekableByteChannel channel;
  private final String source;

  ChannelReader(SeekableByteChannel channel, String source) {
    this.channel = channel;
    this.source = source;
  }

  String source() {
    return source;
  }

  long size() throws IOException {
    return channel.size();
  }

  SeekableByteChannel channel() {
    return channel;
  }

  /** Bytes from a place, little-endian. */
  ByteBuffer bytes(long position, int length, String what) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    fill(channel, buffer, what, source);
    return buffer;
  }

  /** All elements of a tensor that begins at a place. */
  float[] floats(TensorInfo tensor, long position) throws IOException {
    if (position < 0 || position > size() - Sizes.bytes(tensor)) {
      throw truncated("tensor " + tensor.name(), source);
    }
    channel.position(position);
    return floats(channel, tensor, source);
  }

  /** All elements of a tensor that comes next. */
  static float[] floats(ReadableByteChannel channel, TensorInfo tensor, String source)
      throws IOException {
    float[] values = new float[(int) tensor.shape().size()];
    int size = tensor.type().bytes();
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(CHUNK, (long) values.length * size))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; ) {
      buffer.clear();
      buffer.limit((int) Math.min(buffer.capacity(), (long) (values.length - i) * size));
      fill(channel, buffer, "tensor " + tensor.name(), source);
      while (buffer.hasRemaining()) {
        values[i++] = tensor.type().next(buffer);
      }
    }
    return values;
  }

  private static void fill(
      ReadableByteChannel channel, ByteBuffer buffer, String what, String source)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw truncated(what, source);
      }
    }
    buffer.flip();
  }

  private static EOFException truncated(String what, String source) {
    return new EOFException(
        source + ": the file ends before " + what + " does; it is truncated, fetch it again");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
