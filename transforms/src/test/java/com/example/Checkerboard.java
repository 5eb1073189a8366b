package com.example;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.Budget;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** An attack from another jar: {@code checkerboard:epsilon=0.03}. */
public final class Checkerboard implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "checkerboard",
        AttackerKnowledge.NOTHING,
        "pixels by turns brighter and darker",
        "largest change of a pixel",
        "an example",
        AttackOption.budget("epsilon", 0.03, "largest change of a pixel, in [0, 1]")
            .bounding(Budget.Measure.LINF));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    float epsilon = (float) options.number("epsilon");
    return (victim, batch) -> {
      float[] values = batch.images().toFloatArray();
      int study = values.length / batch.size();
      for (int i = 0; i < values.length; i++) {
        float step = i % study % 2 == 0 ? epsilon : -epsilon;
        values[i] = Math.min(1, Math.max(0, values[i] + step));
      }
      return batch.manager().create(values, batch.images().getShape());
    };
  }
}
