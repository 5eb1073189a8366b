package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import java.util.SplittableRandom;

/**
 * Defences that do not defend, but hide or break the gradient of the victim behind them (Athalye et
 * al. 2018): each must be told from a robust victim by what its attacks report.
 *
 * @param victim what is behind the defence
 * @param mask what the defence does
 */
public record MaskedVictim(ImageClassifier victim, Mask mask) implements ImageClassifier {

  /** What a defence does. */
  public enum Mask {
    /** Pixels are rounded to 16 levels: the gradient is zero everywhere. */
    QUANTISED {
      @Override
      NDArray input(NDArray pixels) {
        return pixels.mul(15).round().div(15);
      }

      @Override
      NDArray gradient(NDArray gradient) {
        return gradient.zerosLike();
      }
    },
    /** Logits are a thousand times as large: the gradient of the cross-entropy underflows. */
    SATURATED {
      @Override
      NDArray logits(NDArray logits) {
        return logits.mul(1000);
      }
    },
    /** The gradient is random, as that of a defence that draws lots. */
    RANDOM {
      @Override
      NDArray gradient(NDArray gradient) {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[Math.toIntExact(gradient.size())];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian();
        }
        return gradient.getManager().create(values, gradient.getShape());
      }
    },
    /** A division by zero: some of the gradient is not finite. */
    NOT_FINITE {
      @Override
      NDArray gradient(NDArray gradient) {
        return gradient.div(gradient.gt(0));
      }
    };

    NDArray input(NDArray pixels) {
      return pixels;
    }

    NDArray logits(NDArray logits) {
      return logits;
    }

    NDArray gradient(NDArray gradient) {
      return gradient;
    }
  }

  @Override
  public NDArray logits(NDArray pixels) {
    return mask.logits(victim.logits(mask.input(pixels)));
  }

  @Override
  public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray input = mask.input(pixels);
    NDArray logits = mask.logits(victim.logits(input));
    NDArray gradient = victim.gradient(input, labels, Loss.MARGIN).gradient();
    if (loss == Loss.CROSS_ENTROPY) {
      // Its derivative by the margin is the wrong class's probability's complement.
      NDArray lead = Loss.MARGIN.of(logits, labels);
      NDArray slope = lead.neg().exp().add(1).pow(-1);
      gradient = gradient.mul(slope.reshape(-1, 1, 1, 1));
    }
    return new ImageGradient(logits, mask.gradient(gradient));
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return new MaskedVictim(victim.rows(rows), mask);
  }
}
