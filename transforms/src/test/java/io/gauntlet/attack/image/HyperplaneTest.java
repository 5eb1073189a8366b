package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HyperplaneTest {

  @Test
  void noSmallerChangeReachesIt() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 500; round++) {
      int size = 1 + random.nextInt(30);
      float[] slope = new float[size];
      float[] from = new float[size];
      for (int i = 0; i < size; i++) {
        slope[i] = random.nextInt(4) == 0 ? 0 : (float) random.nextGaussian();
        from[i] = random.nextInt(4) == 0 ? random.nextInt(2) : (float) random.nextDouble();
      }
      double growth = random.nextGaussian() * 3;
      float[] change = new float[size];
      double reached = Hyperplane.reach(slope, from, growth, change);
      double gained = 0;
      for (int i = 0; i < size; i++) {
        assertTrue(Math.abs(change[i]) <= reached + 1e-6);
        assertTrue(from[i] + change[i] >= -1e-6 && from[i] + change[i] <= 1 + 1e-6);
        gained += (double) slope[i] * change[i];
      }
      double most = gain(slope, from, growth, 1);
      assertEquals(Math.signum(growth) * Math.min(Math.abs(growth), most), gained, 1e-4);
      if (reached > 1e-3) {
        assertTrue(gain(slope, from, growth, reached - 1e-3) < Math.abs(gained));
      }
    }
  }

  /** The most that a change of a size gains. */
  private static double gain(float[] slope, float[] from, double growth, double size) {
    double gain = 0;
    for (int i = 0; i < slope.length; i++) {
      double room = slope[i] * growth > 0 ? 1 - from[i] : from[i];
      gain += Math.abs(slope[i]) * Math.min(size, room);
    }
    return gain;
  }
}
