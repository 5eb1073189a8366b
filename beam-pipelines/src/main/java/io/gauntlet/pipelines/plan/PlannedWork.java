package io.gauntlet.pipelines.plan;

import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import io.gauntlet.transforms.training.Design;

/** Passes through encoders, a study, that a stage will make; known before anything runs. */
public final class PlannedWork {
  private PlannedWork() {}

  /** Of training, a study of the training part. */
  public static Passes training(TrainingOptions options) {
    Passes all =
        Requests.victims(options).victims().stream()
            .map(victim -> training(victim.design()))
            .reduce(Passes.NONE, Passes::plus);
    return all.times(Requests.seeds(options).all().size());
  }

  private static Passes training(Design design) {
    if (design.kind() == VictimKind.LATE) {
      // It is trained on logits, which are computed once.
      return Passes.IMAGE.plus(Passes.TEXT);
    }
    Passes epoch =
        design.kind().modalities().stream()
            .map(PlannedWork::gradient)
            .reduce(Passes.NONE, Passes::plus);
    return epoch.times(design.training().map(Recipe::epochs).orElse(0));
  }

  private static Passes gradient(Modality modality) {
    return switch (modality) {
      case IMAGE -> Passes.GRADIENT;
      case TEXT -> new Passes(0, 0, 1, 1);
    };
  }

  /**
   * Of the attacks on what training makes, a study of the test part, were no victim ever fooled.
   *
   * @throws UsageException when an attack is unknown
   */
  public static Passes attacks(GridOptions options) {
    return AttackPlan.total(
        AttackPlan.of(
                Requests.victims(options.as(TrainingOptions.class)).profiles(),
                Requests.grid(options),
                AttackCosts.usual())
            .passes());
  }
}
