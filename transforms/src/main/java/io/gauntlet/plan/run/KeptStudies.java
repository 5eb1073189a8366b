package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.gauntlet.data.Pixels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few studies whose images and captions are kept in their outcomes, so that people can look at
 * what an attack did. They are chosen before anything is attacked, by {@link #rank} alone: no
 * result can favour a study.
 *
 * @param uids of the studies
 */
public record KeptStudies(ImmutableSortedSet<String> uids) {
  /** No study is kept. */
  public static final KeptStudies NONE = new KeptStudies(ImmutableSortedSet.of());

  private static final float LEVELS = 255;

  /** Keeps these. */
  public static KeptStudies of(Collection<String> uids) {
    return new KeptStudies(ImmutableSortedSet.copyOf(uids));
  }

  /**
   * The place of a study in the queue for being kept: the studies with the smallest ranks are.
   *
   * @param seed of the run
   * @return SHA-256 of the seed and the uid, in hexadecimal
   */
  public static String rank(long seed, String uid) {
    return Hashing.sha256()
        .newHasher()
        .putLong(seed)
        .putString(uid, StandardCharsets.UTF_8)
        .hash()
        .toString();
  }

  /** Which rows of a batch are kept. */
  public int[] rows(StudyBatch batch) {
    List<String> all = batch.uids();
    return IntStream.range(0, all.size()).filter(row -> uids.contains(all.get(row))).toArray();
  }

  /**
   * Some rows as they are kept: rounded to 8 bits, as any image file is.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
   * @return {@code [rows, views, height, width]}, owned by {@code scope}
   */
  public static NDArray rounded(NDManager scope, NDArray pixels, int[] rows) {
    NDArray picked = pixels.get(scope.create(rows));
    picked.attach(scope);
    return picked.mul(LEVELS).round().div(LEVELS);
  }

  /**
   * One study's views as a PNG.
   *
   * @param rounded {@code [views, height, width]}, from {@link #rounded}
   * @return 8-bit grey, the first view on the left
   */
  public static ByteBuffer png(NDArray rounded) {
    int height = (int) rounded.getShape().get(1);
    int width = (int) rounded.getShape().get(2);
    int views = (int) rounded.getShape().get(0);
    NDArray sideBySide = rounded.transpose(1, 0, 2);
    return ByteBuffer.wrap(Pixels.of(height, views * width, sideBySide.toFloatArray()).toPng());
  }
}
