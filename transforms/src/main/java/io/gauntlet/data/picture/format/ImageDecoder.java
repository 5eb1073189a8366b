package io.gauntlet.data.picture.format;

import com.google.common.collect.Streams;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoder of ImageIO that is held to what it is given: a warning is an error, since the pixels
 * after it are made up.
 */
public final class ImageDecoder {
  private final ImageReaderSpi provider;

  private ImageDecoder(ImageReaderSpi provider) {
    this.provider = provider;
  }

  /**
   * That of Java itself, whatever others the class path adds, so that all machines read alike.
   *
   * @param format as ImageIO calls it: {@code png}, {@code jpeg}
   */
  public static ImageDecoder ofJava(String format) {
    return new ImageDecoder(
        providers(format)
            .filter(spi -> spi.getClass().getModule() == ImageIO.class.getModule())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("this Java has no reader of " + format)));
  }

  /** The first that the class path has of a format that Java itself does not read. */
  public static Optional<ImageDecoder> onClassPath(String format) {
    return providers(format).findFirst().map(ImageDecoder::new);
  }

  private static Stream<ImageReaderSpi> providers(String format) {
    return Streams.stream(
            IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true))
        .filter(spi -> List.of(spi.getFormatNames()).contains(format));
  }

  /**
   * One of a library, which ImageIO is told of: such a one asks ImageIO for those that it needs.
   */
  public static ImageDecoder of(ImageReaderSpi provider) {
    IIORegistry.getDefaultInstance().registerServiceProvider(provider);
    return new ImageDecoder(provider);
  }

  /** The picture with its colours. */
  public BufferedImage image(byte[] file) throws PictureException {
    return read(file, reader -> reader.read(0));
  }

  /** Its samples as they are stored, before any colour is made of them. */
  public Raster raster(byte[] file) throws PictureException {
    return read(file, reader -> reader.readRaster(0, null));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  private <T> T read(byte[] file, Reading<T> reading) throws PictureException {
    StringBuilder warned = new StringBuilder();
    T read;
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = provider.createReaderInstance();
      try {
        reader.addIIOReadWarningListener((source, warning) -> warned.append(warning).append(' '));
        reader.setInput(input, true, true);
        PictureException.checkSize(reader.getHeight(0), reader.getWidth(0));
        read = reading.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // The decoders answer broken files with unchecked exceptions of many kinds.
      throw PictureException.broken(String.valueOf(e.getMessage()));
    }
    if (!warned.isEmpty()) {
      throw PictureException.broken(warned.toString().strip());
    }
    return read;
  }
}
