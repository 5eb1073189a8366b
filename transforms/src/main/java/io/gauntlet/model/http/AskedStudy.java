package io.gauntlet.model.http;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * A study that is asked about: its pixels where the model sees images, its caption where it reads.
 */
final class AskedStudy {
  private final float[] pixels;
  private final String caption;

  AskedStudy(float[] pixels, String caption) {
    this.pixels = pixels;
    this.caption = caption;
  }

  /** Pixels in {@code [0, 1]}, which nobody changes. */
  float[] pixels() {
    return pixels;
  }

  String caption() {
    return caption;
  }

  /** A digest of what is asked. */
  HashCode key() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (float pixel : pixels) {
      hasher.putFloat(pixel);
    }
    return hasher.putString(caption, StandardCharsets.UTF_8).hash();
  }
}
