package io.gauntlet.data;

import com.google.common.hash.PrimitiveSink;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** A grey image: {@code height * width} values in {@code [0, 1]}, row by row. Immutable. */
public final class Pixels {
  /** Largest image that is read, in pixels: 64 million. */
  public static final long LARGEST = 64_000_000;

  private final int height;
  private final int width;
  private final float[] values;

  private Pixels(int height, int width, float[] values) {
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /**
   * An image of given values.
   *
   * @throws IllegalArgumentException when there are not {@code height * width} of them
   */
  public static Pixels of(int height, int width, float[] values) {
    if (values.length != height * width) {
      throw new IllegalArgumentException(values.length + " values for " + height + " x " + width);
    }
    return new Pixels(height, width, values.clone());
  }

  /** Gives the value of each pixel, in {@code [0, 1]}. */
  @FunctionalInterface
  public interface Samples {
    float at(int row, int column);
  }

  /** An image of values that are asked for once each. */
  public static Pixels drawn(int height, int width, Samples samples) {
    float[] values = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = samples.at(y, x);
      }
    }
    return new Pixels(height, width, values);
  }

  /**
   * The image at another size, by a triangle filter that widens when it shrinks: Pillow's {@code
   * BILINEAR}, in float.
   *
   * @throws IllegalArgumentException when a side is not positive
   */
  public Pixels resize(int toHeight, int toWidth) {
    if (toHeight < 1 || toWidth < 1) {
      throw new IllegalArgumentException("no image is " + toHeight + " x " + toWidth);
    }
    if (toHeight == height && toWidth == width) {
      return this;
    }
    float[] rows = resample(values, height, width, toWidth);
    float[] turned = transpose(rows, height, toWidth);
    float[] columns = resample(turned, toWidth, height, toHeight);
    return new Pixels(toHeight, toWidth, transpose(columns, toWidth, toHeight));
  }

  /** The image as an 8-bit grey PNG: each value rounded to the nearest of 256 levels. */
  public byte[] toPng() {
    return toPng(BufferedImage.TYPE_BYTE_GRAY, 0xFF);
  }

  /** The image as a 16-bit grey PNG: each value rounded to the nearest of 65,536 levels. */
  public byte[] toDeepPng() {
    return toPng(BufferedImage.TYPE_USHORT_GRAY, 0xFFFF);
  }

  private byte[] toPng(int type, int largest) {
    BufferedImage image = new BufferedImage(width, height, type);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setSample(x, y, 0, Math.round(largest * values[y * width + x]));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static float[] resample(float[] from, int lines, int length, int toLength) {
    double scale = (double) length / toLength;
    double support = Math.max(scale, 1);
    float[] to = new float[lines * toLength];
    for (int i = 0; i < toLength; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(length, (int) (centre + support + 0.5));
      double[] weights = new double[end - first];
      double total = 0;
      for (int j = first; j < end; j++) {
        double weight = Math.max(0, 1 - Math.abs((j - centre + 0.5) / support));
        weights[j - first] = weight;
        total += weight;
      }
      for (int line = 0; line < lines; line++) {
        double sum = 0;
        for (int j = first; j < end; j++) {
          sum += weights[j - first] * from[line * length + j];
        }
        to[line * toLength + i] = (float) (sum / total);
      }
    }
    return to;
  }

  private static float[] transpose(float[] from, int lines, int length) {
    float[] to = new float[from.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        to[i * lines + line] = from[line * length + i];
      }
    }
    return to;
  }

  /** Height, width and values, little-endian, for a digest. */
  void putInto(PrimitiveSink sink) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    sink.putInt(height).putInt(width).putBytes(bytes);
  }

  /** Pixels from top to bottom. */
  public int height() {
    return height;
  }

  /** Pixels from left to right. */
  public int width() {
    return width;
  }

  /** A copy of the values, row by row. */
  public float[] toArray() {
    return values.clone();
  }
}
