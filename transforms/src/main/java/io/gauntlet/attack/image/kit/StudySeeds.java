package io.gauntlet.attack.image.kit;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Seeds from the seed of each study: never from its place in the batch. */
public final class StudySeeds {
  private StudySeeds() {}

  /** Seeds for each restart: those of the first are the studies' own. */
  static long[] restarts(long[] seeds, int restarts) {
    long[] all = Arrays.copyOf(seeds, seeds.length * restarts);
    for (int row = 0; row < seeds.length; row++) {
      SplittableRandom random = new SplittableRandom(seeds[row]);
      for (int restart = 1; restart < restarts; restart++) {
        all[restart * seeds.length + row] = random.split().nextLong();
      }
    }
    return all;
  }

  /** Seeds for the attack after this one, on the same studies. */
  public static ImmutableLongArray next(ImmutableLongArray seeds) {
    return ImmutableLongArray.copyOf(
        seeds.stream().map(seed -> new SplittableRandom(seed).nextLong()));
  }

  /** A stream of random numbers for each seed. */
  static List<SplittableRandom> streams(long[] seeds) {
    return Arrays.stream(seeds).mapToObj(SplittableRandom::new).toList();
  }
}
