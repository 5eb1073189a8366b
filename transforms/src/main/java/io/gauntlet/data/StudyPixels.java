package io.gauntlet.data;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The decoded images of a study, at the size of their files.
 *
 * @param views by the name of the view, so that the frontal one is first
 */
public record StudyPixels(ImmutableSortedMap<String, Pixels> views) {
  /** Those of a study without images. */
  public static final StudyPixels NONE = new StudyPixels(ImmutableSortedMap.of());

  /**
   * What a network reads: {@code names * height * width} values in {@code [0, 1]}.
   *
   * @param names of views that are here, in the network's order
   */
  public float[] resized(List<String> names, int height, int width) {
    float[] all = new float[names.size() * height * width];
    int offset = 0;
    for (String name : names) {
      float[] values = views.get(name).resize(height, width).toArray();
      System.arraycopy(values, 0, all, offset, values.length);
      offset += values.length;
    }
    return all;
  }

  /** The study with its digest, which is taken where it has none. */
  public Study digested(Study study) {
    return study.getDigest() == null
        ? Study.newBuilder(study).setDigest(digest(study)).build()
        : study;
  }

  /**
   * The identity of a study by what it shows and says, wherever its files are: {@code sha256:} and
   * 64 hexadecimal digits of caption and label, then name, height, width and values of each view.
   * Texts are UTF-8 and end with a zero byte, numbers are little-endian, of 32 bits.
   */
  private String digest(Study study) {
    Hasher hasher = Hashing.sha256().newHasher();
    putText(hasher, study.getCaption());
    putText(hasher, study.getLabel());
    views.forEach(
        (name, view) -> {
          putText(hasher, name);
          view.putInto(hasher);
        });
    return "sha256:" + hasher.hash();
  }

  private static void putText(Hasher hasher, String text) {
    hasher.putString(text, StandardCharsets.UTF_8).putByte((byte) 0);
  }
}
