package io.gauntlet.pipelines.plan;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import io.gauntlet.transforms.training.Design;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimList;

/** Passes through encoders, a study, that a stage will make; known before anything runs. */
public final class PlannedWork {
  private PlannedWork() {}

  /** Of training, a study of the training part. */
  public static Passes training(VictimList victims, TrainingSeeds seeds) {
    Passes all =
        victims.victims().stream()
            .map(victim -> training(victim.design()))
            .reduce(Passes.NONE, Passes::plus);
    return all.times(seeds.all().size());
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

  /** Of the attacks on victims, a study of the test part, were none of them ever fooled. */
  public static Passes attacks(VictimList victims, AttackGrid grid) {
    return AttackPlan.total(
        AttackPlan.of(victims.profiles(), grid, AttackCosts.usual(AttackCatalogue.load()))
            .passes());
  }
}
