package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.image.DifferentiatedVictim;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentumPgdTest {
  private static final Shape IMAGES = new Shape(3, 2, 4, 4);
  private static final int VALUES = 32;

  /** Against a victim whose gradients turn, so that the momentum matters. */
  @Test
  void oneRunFromTheCleanImagesIsTheBuiltInAttackBitByBit() {
    String options = ":epsilon=0.05:steps=7";
    float[] builtIn = attacked("mi-fgsm" + options);
    assertArrayEquals(builtIn, attacked("momentum-pgd:restarts=1" + options), 0);
    assertFalse(Arrays.equals(builtIn, attacked("momentum-pgd" + options)));
    assertFalse(Arrays.equals(builtIn, attacked("bim" + options + ":travel=1")));
  }

  private static float[] attacked(String attack) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SplittableRandom random = new SplittableRandom(5);
      Waves victim = new Waves(manager.create(floats(random, VALUES)).mul(100));
      NDArray images = manager.create(floats(random, 3 * VALUES), IMAGES);
      ImageBatch batch = ImageBatch.of(images, manager.create(new long[] {0, 1, 0}), 1, 2, 3);
      return AttackCatalogue.load()
          .image(AttackSpec.parse(attack).single().orElseThrow())
          .attack(victim, batch)
          .toFloatArray();
    }
  }

  /** The sum of a wave along each pixel. */
  private record Waves(NDArray frequencies) implements DifferentiatedVictim {
    @Override
    public NDArray logits(NDArray images) {
      NDArray waves = images.reshape(images.getShape().get(0), VALUES).mul(frequencies).sin();
      NDArray score = waves.sum(new int[] {1}, true);
      return NDArrays.concat(new NDList(score.zerosLike(), score), 1);
    }
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
