package io.gauntlet.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.model.ImageSize;
import io.gauntlet.model.PixelInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImageSpoolTest {

  @Test
  void whatIsReadIsWhatWasWrittenInAnyOrderByAnyThread() throws IOException {
    List<float[]> written = new ArrayList<>();
    List<PixelSource> kept = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    try (ImageSpool spool = ImageSpool.create()) {
      for (int study = 0; study < 200; study++) {
        float[] pixels = new float[study];
        for (int i = 0; i < study; i++) {
          pixels[i] = (float) random.nextDouble();
        }
        written.add(pixels);
        kept.add(spool.add(pixels));
      }
      IntStream.range(0, 2000)
          .parallel()
          .map(i -> i * 7919 % 200)
          .forEach(study -> assertArrayEquals(written.get(study), kept.get(study).pixels()));
    }
    assertThrows(UncheckedIOException.class, () -> kept.get(3).pixels());
  }

  @Tag("long")
  @Test
  void aTrainingPartLargerThanTheHeap() throws IOException {
    int side = 224;
    float[] pixels = new float[2 * side * side];
    long studies = Runtime.getRuntime().maxMemory() / ((long) pixels.length * Float.BYTES) * 5 / 4;
    List<PixelSource> kept = new ArrayList<>();
    try (ImageSpool spool = ImageSpool.create()) {
      for (int study = 0; study < studies; study++) {
        pixels[study] = 1;
        kept.add(spool.add(pixels));
        pixels[study] = 0;
      }
      PixelInput input =
          PixelInput.measure(
              ImageSize.ofBoth(side, side),
              kept.stream().map(source -> new TrainingExample(source, "", 0)).toList());
      assertEquals(1.0 / pixels.length, input.mean(), 1e-12);
      assertTrue(kept.get(kept.size() - 1).pixels()[kept.size() - 1] == 1);
    }
  }
}
