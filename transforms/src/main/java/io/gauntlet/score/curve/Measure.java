package io.gauntlet.score.curve;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Ascii;
import io.gauntlet.data.Modality;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import java.util.List;

/** In what the change of a study is measured. */
public enum Measure {
  /** The largest change of a pixel, in units of a pixel's range; of attacks on images alone. */
  LINF(1 / 25_500.0) {
    @Override
    public double change(Outcome outcome) {
      return outcome.getLinf();
    }
  },
  /** The Euclidean norm of the change of all views; of attacks on images alone. */
  L2(0.001) {
    @Override
    public double change(Outcome outcome) {
      return outcome.getL2();
    }
  },
  /** Words that were changed; of attacks on words alone. */
  WORDS(1) {
    @Override
    public double change(Outcome outcome) {
      return outcome.getWordsChanged();
    }
  };

  /** In steps more than a float is off. */
  private static final double FLOAT = 1e-3;

  private final double step;

  Measure(double step) {
    this.step = step;
  }

  /** What an outcome's change comes to. */
  public abstract double change(Outcome outcome);

  /**
   * Whether an outcome tells something in this measure: its attack was on that modality alone, and
   * leaves the true class as it is.
   */
  public boolean isOf(Outcome outcome) {
    AttackFields fields = outcome.getAttackFields();
    if (fields == null || outcome.getGenerator() != null) {
      return false;
    }
    String modality = this == WORDS ? Modality.TEXT.label() : Modality.IMAGE.label();
    return List.of(modality).equals(fields.getTouched())
        && Boolean.FALSE.equals(fields.getMayChangeLabel())
        && !Boolean.TRUE.equals(fields.getWithoutModality());
  }

  /**
   * A change as a whole number of steps, rounded up, so that many changes are few numbers. Outcomes
   * hold changes as floats, and 8/255 as one is a little more than 8/255.
   */
  long steps(double change) {
    return (long) Math.ceil(change / step - FLOAT);
  }

  /** What a number of steps comes to. */
  double radius(long steps) {
    return steps * step;
  }

  /** For programs. */
  @JsonValue
  public String key() {
    return Ascii.toLowerCase(name());
  }
}
