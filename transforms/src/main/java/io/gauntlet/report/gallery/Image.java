package io.gauntlet.report.gallery;

import io.gauntlet.data.Pixels;
import io.gauntlet.data.picture.Pictures;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The views of a study side by side as a PNG.
 *
 * @param uri the PNG as a {@code data:} URI
 * @param width in pixels, of both views together
 * @param height in pixels
 */
public record Image(String uri, int width, int height) {
  private static final String PNG = "data:image/png;base64,";
  private static final float GREY = 128f / 255;
  private static final int ROOM = 127;
  private static final int LEVELS = 255;

  /** The image of a PNG. */
  public static Image of(ByteBuffer png) {
    byte[] bytes = bytes(png);
    Pixels pixels = read(bytes);
    return new Image(
        PNG + Base64.getEncoder().encodeToString(bytes), pixels.width(), pixels.height());
  }

  /**
   * How much a difference can be amplified and still be shown whole: the largest change becomes
   * black or white, no change is grey.
   *
   * @return at least 1
   */
  static int gain(ByteBuffer clean, ByteBuffer attacked) {
    float[] before = read(bytes(clean)).toArray();
    float[] after = read(bytes(attacked)).toArray();
    int largest = 1;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.round(LEVELS * Math.abs(after[i] - before[i])));
    }
    return Math.max(1, ROOM / largest);
  }

  /** The difference of two images of one size, amplified. */
  static Image difference(ByteBuffer clean, ByteBuffer attacked, int gain) {
    Pixels before = read(bytes(clean));
    float[] from = before.toArray();
    float[] to = read(bytes(attacked)).toArray();
    float[] change = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      change[i] = Math.min(1, Math.max(0, GREY + gain * (to[i] - from[i])));
    }
    return of(ByteBuffer.wrap(Pixels.of(before.height(), before.width(), change).toPng()));
  }

  /** About how much room it takes in a page, in bytes. */
  int size() {
    return uri.length();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static Pixels read(byte[] png) {
    return Pictures.read(new ByteArrayInputStream(png), "a kept image");
  }
}
