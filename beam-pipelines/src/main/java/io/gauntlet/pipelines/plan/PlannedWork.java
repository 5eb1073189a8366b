package io.gauntlet.pipelines.plan;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Fusion;
import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.pipelines.options.Recipes;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.VictimProfile;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.Set;

/** Passes through encoders, a study, that a stage will make; known before anything runs. */
public final class PlannedWork {
  private PlannedWork() {}

  /** Of training, a study of the training part. */
  public static Passes training(TrainingOptions options) {
    Set<Modality> modalities = Requests.modalities(options);
    Passes picture = modalities.contains(Modality.IMAGE) ? Passes.GRADIENT : Passes.NONE;
    Passes words = modalities.contains(Modality.TEXT) ? new Passes(0, 0, 1, 1) : Passes.NONE;
    Passes all =
        picture
            .times(epochs(options, Fusion.IMAGE))
            .plus(words.times(epochs(options, Fusion.TEXT)));
    if (modalities.size() == 2) {
      all =
          all.plus(picture.plus(words).times(epochs(options, Fusion.EARLY)))
              // Late fusion trains on logits, which are computed once.
              .plus(Passes.IMAGE)
              .plus(Passes.TEXT);
    }
    return all.times(Math.max(1, Recipes.seeds(options).size()));
  }

  private static int epochs(TrainingOptions options, Fusion fusion) {
    return Recipes.of(options, fusion, options.getSeed()).epochs();
  }

  /**
   * Of the attacks on what training makes, a study of the test part, were no victim ever fooled.
   *
   * @throws UsageException when an attack is unknown
   */
  public static Passes attacks(GridOptions options) {
    return AttackPlan.total(
        AttackPlan.of(
                VictimProfile.builtIn(Requests.modalities(options)),
                Requests.grid(options),
                AttackCosts.usual())
            .passes());
  }
}
