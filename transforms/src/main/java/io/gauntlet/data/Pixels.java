package io.gauntlet.data;

import com.google.common.hash.PrimitiveSink;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A grey image: {@code height * width} values in {@code [0, 1]}, row by row. Immutable. */
public final class Pixels {
  /** Largest image that is decoded, in pixels: 64 million. */
  public static final long LARGEST = 64_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg");
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

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

  /**
   * Decodes a PNG or JPEG. The size is read from the header before a pixel is. Grey samples are
   * taken as they are stored; colours by the luma of Rec. 601, as Pillow does.
   *
   * @param source named in errors
   * @throws BadInputException when it is not an image, broken, or larger than {@link #LARGEST}
   */
  public static Pixels read(InputStream stream, String source) {
    try (ImageInputStream input = new MemoryCacheImageInputStream(stream)) {
      ImageReader reader = reader(input, source);
      try {
        reader.setInput(input, true, true);
        long size = (long) reader.getHeight(0) * reader.getWidth(0);
        if (size > LARGEST) {
          throw new BadInputException(
              "too-large",
              "%s: the image is absurdly large, %d x %d; give one of at most %d pixels"
                  .formatted(source, reader.getHeight(0), reader.getWidth(0), LARGEST));
        }
        return grey(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders of the JDK answer broken files with unchecked exceptions of many kinds.
      throw unreadable(source, String.valueOf(e.getMessage()));
    }
  }

  private static ImageReader reader(ImageInputStream input, String source) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw unreadable(source, "it is neither PNG nor JPEG");
  }

  private static BadInputException unreadable(String source, String why) {
    return new BadInputException(
        "unreadable-picture",
        source + ": the image cannot be read (" + why + "); replace the file");
  }

  private static Pixels grey(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    int height = image.getHeight();
    int width = image.getWidth();
    float[] values = new float[height * width];
    boolean indexed = colours instanceof IndexColorModel;
    boolean grey = !indexed && colours.getNumColorComponents() == 1;
    boolean rgb = !indexed && colours.getColorSpace().getType() == ColorSpace.TYPE_RGB;
    float full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value;
        if (grey) {
          value = raster.getSample(x, y, 0) / full;
        } else if (rgb) {
          value =
              luma(raster.getSample(x, y, 0), raster.getSample(x, y, 1), raster.getSample(x, y, 2))
                  / full;
        } else {
          int colour = image.getRGB(x, y);
          value = luma(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff) / 255;
        }
        values[y * width + x] = Math.min(1, value);
      }
    }
    return new Pixels(height, width, values);
  }

  private static float luma(int red, int green, int blue) {
    return RED * red + GREEN * green + BLUE * blue;
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
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setSample(x, y, 0, Math.round(255 * values[y * width + x]));
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
