package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import java.util.List;

/**
 * A victim whose answer to the clean pictures is known: asked for it again, it computes nothing,
 * and nothing is counted.
 *
 * @param victim the victim
 * @param clean the clean pictures themselves; a copy of them is a new question
 * @param answer logits of each study
 */
public record KnownClean(PixelClassifier victim, NDArray clean, List<float[]> answer)
    implements PixelClassifier {

  @Override
  public NDArray logits(NDArray pixels) {
    if (pixels != clean) {
      return victim.logits(pixels);
    }
    float[] flat = Floats.concat(answer.toArray(float[][]::new));
    return pixels.getManager().create(flat, new Shape(answer.size(), 2));
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    return victim.gradient(pixels, labels, loss);
  }

  @Override
  public PixelClassifier rows(int[] rows) {
    return victim.rows(rows);
  }
}
