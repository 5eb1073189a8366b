package io.gauntlet.attack.image.kit;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Seeds from the seed of each study: never from its place in the batch. */
public final class Seeds {
  private Seeds() {}

  /** A seed a study for each restart: those of the first, which are the studies' own, then on. */
  public static long[] restarts(long[] seeds, int restarts) {
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
  public static long[] next(long[] seeds) {
    return Arrays.stream(seeds).map(seed -> new SplittableRandom(seed).nextLong()).toArray();
  }

  /** The seeds of some of the studies. */
  public static long[] pick(long[] seeds, int[] studies) {
    return Arrays.stream(studies).mapToLong(study -> seeds[study]).toArray();
  }

  /** A stream of random numbers a study. */
  public static List<SplittableRandom> streams(long[] seeds) {
    return Arrays.stream(seeds).mapToObj(SplittableRandom::new).toList();
  }
}
