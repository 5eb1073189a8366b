package io.gauntlet.transforms.training;

import com.google.common.primitives.Doubles;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.VictimTraining;
import io.gauntlet.score.calibration.ClassLeads;
import io.gauntlet.score.calibration.YoudenPoint;
import java.io.Serializable;
import java.util.List;

/** Where victims that are trained decide for the positive class of two. */
public sealed interface ThresholdChoice extends Serializable {
  /** At one half, where the larger logit wins. */
  ThresholdChoice HALF = new Fixed(OperatingPoint.HALF);

  /**
   * What a user writes.
   *
   * @param text a probability between 0 and 1, or {@code youden}
   * @throws IllegalArgumentException when it is neither
   */
  static ThresholdChoice parse(String text) {
    if (text.equals(Youden.NAME)) {
      return new Youden();
    }
    Double threshold = Doubles.tryParse(text);
    if (threshold == null || !(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "'%s' is neither a probability between 0 and 1, such as 0.31, nor %s%s"
              .formatted(text, Youden.NAME, KnownNames.guess(text, List.of(Youden.NAME))));
    }
    return new Fixed(new OperatingPoint(threshold));
  }

  /** Whether a victim has to be shown the training part once more to find it. */
  boolean isMeasured();

  /**
   * The operating point of a victim.
   *
   * @param training that made it
   * @param examples of the training part, of both classes
   */
  OperatingPoint of(VictimTraining training, TrainedVictim victim, List<TrainingExample> examples);

  /** The same for all victims. */
  record Fixed(OperatingPoint point) implements ThresholdChoice {
    private static final long serialVersionUID = 1;

    @Override
    public boolean isMeasured() {
      return false;
    }

    @Override
    public OperatingPoint of(
        VictimTraining training, TrainedVictim victim, List<TrainingExample> examples) {
      return point;
    }

    @Override
    public String toString() {
      return Double.toString(point.threshold());
    }
  }

  /**
   * Where sensitivity and specificity add up to most on the training part. Never on the test part:
   * a threshold that was chosen on the studies that are scored flatters its victim.
   */
  record Youden() implements ThresholdChoice {
    private static final long serialVersionUID = 1;
    private static final String NAME = "youden";

    @Override
    public boolean isMeasured() {
      return true;
    }

    @Override
    public OperatingPoint of(
        VictimTraining training, TrainedVictim victim, List<TrainingExample> examples) {
      double[] leads = training.leads(victim);
      ClassLeads.Counter counter = new ClassLeads.Counter();
      for (int i = 0; i < leads.length; i++) {
        if (examples.get(i).label() == 1) {
          counter.addAbnormal(leads[i]);
        } else {
          counter.addNormal(leads[i]);
        }
      }
      return new OperatingPoint(YoudenPoint.of(counter.leads()).threshold());
    }

    @Override
    public String toString() {
      return NAME;
    }
  }
}
