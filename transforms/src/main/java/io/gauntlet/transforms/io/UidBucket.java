package io.gauntlet.transforms.io;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The bucket in which the rows of a uid meet. Buckets rather than uids are the keys of the join,
 * since a runner pays for every key: the DirectRunner with a bundle in each stage that follows.
 */
public final class UidBucket {
  /** Few enough for a laptop; at a million studies a bucket holds some 16,000 rows. */
  public static final int BUCKETS = 64;

  private UidBucket() {}

  public static int of(String uid) {
    return Math.floorMod(
        Hashing.murmur3_32_fixed().hashString(uid, StandardCharsets.UTF_8).asInt(), BUCKETS);
  }
}
