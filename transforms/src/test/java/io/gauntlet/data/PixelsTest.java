package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gauntlet.data.picture.Pictures;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void aPngHoldsTheNearestOf256Levels() {
    byte[] png = Pixels.of(1, 4, new float[] {0, 1, 0.5f, 0.3f / 255}).toPng();
    assertArrayEquals(
        new float[] {0, 1, 128f / 255, 0},
        Pictures.read(new ByteArrayInputStream(png), "a.png").toArray());
  }

  @Test
  void twoByTwoShrinksToItsMean() {
    Pixels pixels = Pixels.of(2, 2, new float[] {0, 0.25f, 0.75f, 1});
    assertArrayEquals(new float[] {0.5f}, pixels.resize(1, 1).toArray(), 1e-6f);
  }

  @Test
  void noSideIsZero() {
    Pixels pixels = Pixels.of(1, 1, new float[] {1});
    assertThrows(IllegalArgumentException.class, () -> pixels.resize(0, 1));
  }

  @Test
  void sameSizeIsTheSameImage() {
    Pixels pixels = Pixels.of(2, 2, new float[] {0, 0.25f, 0.5f, 1});
    assertArrayEquals(pixels.toArray(), pixels.resize(2, 2).toArray());
  }

  @Test
  void shrinkingWeighsLikeAWidenedTriangle() {
    Pixels line = Pixels.of(1, 4, new float[] {0, 0, 1, 1});
    // Four to two: centres at 1 and 3, support 2, weights 3/4 3/4 1/4 from the near edge inwards.
    assertArrayEquals(
        new float[] {0.25f / 1.75f, 1.5f / 1.75f}, line.resize(1, 2).toArray(), 1e-6f);
    assertArrayEquals(new float[] {0.5f}, line.resize(1, 1).toArray(), 1e-6f);
  }

  @Test
  void growingInterpolates() {
    Pixels line = Pixels.of(1, 2, new float[] {0, 1});
    assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1}, line.resize(1, 4).toArray(), 1e-6f);
  }

  @Test
  void heightAndWidthAreNotConfused() {
    Pixels pixels = Pixels.of(2, 3, new float[] {0, 0, 0, 1, 1, 1});
    Pixels resized = pixels.resize(4, 3);
    assertEquals(4, resized.height());
    assertEquals(3, resized.width());
    assertArrayEquals(
        new float[] {0, 0, 0, .25f, .25f, .25f, .75f, .75f, .75f, 1, 1, 1},
        resized.toArray(),
        1e-6f);
  }
}
