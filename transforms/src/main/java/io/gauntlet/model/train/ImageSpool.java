package io.gauntlet.model.train;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Images of a training part, decoded and resized once, in a temporary file: a heap would have to
 * hold 1.2 GB for 3,000 studies at 224 pixels. What is read is what was written, bit for bit.
 *
 * <p>The file has no name while it is open, so a process that is killed leaves none behind.
 */
public final class ImageSpool implements AutoCloseable {
  private final FileChannel file;
  private long end;

  private ImageSpool(FileChannel file) {
    this.file = file;
  }

  /** An empty one, on the disk of this machine. */
  public static ImageSpool create() throws IOException {
    Path path = Files.createTempFile("gauntlet-images-", ".f32");
    return new ImageSpool(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /**
   * Keeps the images of a study. Not for several threads at once.
   *
   * @return where they can be read while the spool is open
   */
  public PixelSource add(float[] pixels) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(pixels.length * Float.BYTES);
    buffer.asFloatBuffer().put(pixels);
    long begin = end;
    while (buffer.hasRemaining()) {
      end += file.write(buffer, end);
    }
    int length = pixels.length;
    return () -> read(begin, length);
  }

  private float[] read(long begin, int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length * Float.BYTES);
    try {
      while (buffer.hasRemaining()) {
        if (file.read(buffer, begin + buffer.position()) < 0) {
          throw new EOFException("the temporary file of images has been cut");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    float[] pixels = new float[length];
    buffer.flip().asFloatBuffer().get(pixels);
    return pixels;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
