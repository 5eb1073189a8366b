package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.ImageValues;
import java.util.SplittableRandom;

/**
 * Noise, clipped.
 *
 * @param kind how each pixel's change is drawn
 * @param strength of the noise, at least 0
 */
record Noise(Kind kind, double strength) implements Corruption {

  /** How a change is drawn. */
  enum Kind {
    /** Within the strength, all equally likely. */
    UNIFORM {
      @Override
      double draw(SplittableRandom random) {
        return random.nextDouble() * 2 - 1;
      }
    },
    /** Normal, with the strength as its standard deviation. */
    GAUSSIAN {
      @Override
      double draw(SplittableRandom random) {
        return random.nextGaussian();
      }
    };

    abstract double draw(SplittableRandom random);
  }

  Noise {
    OptionRange.within(kind == Kind.UNIFORM ? "epsilon" : "sigma", strength, 0, 1);
  }

  @Override
  public NDArray corrupt(NDArray images, ImmutableLongArray seeds) {
    float[] noisy = images.toFloatArray();
    int values = noisy.length / seeds.length();
    for (int row = 0; row < seeds.length(); row++) {
      SplittableRandom random = new SplittableRandom(seeds.get(row));
      for (int i = row * values; i < (row + 1) * values; i++) {
        double change = kind.draw(random) * strength;
        noisy[i] = ImageValues.clip(noisy[i] + change);
      }
    }
    return images.getManager().create(noisy, images.getShape());
  }
}
