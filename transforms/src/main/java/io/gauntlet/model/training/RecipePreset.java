package io.gauntlet.model.training;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.gauntlet.data.KnownNames;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Recipes that have a name, each for every classifier, with seed 1. */
public enum RecipePreset {
  /** Small networks from their first weights on a small cohort, in a minute on a CPU. */
  DEMO(
      32,
      2,
      0.5,
      ImmutableIntArray.of(15, 12, 3, 30),
      ImmutableDoubleArray.of(2e-3, 1e-3, 5e-4, 1e-2)),
  /**
   * Mozhegova et al. 2025, sections 4.1.1 to 4.1.4. The paper says the size of a batch and the
   * plateau schedule of the image classifier alone, and of the schedule only its name: the others
   * have them too here, and patience and factor are the defaults of PyTorch's {@code
   * ReduceLROnPlateau}.
   */
  PAPER(
      128,
      10,
      0.1,
      ImmutableIntArray.of(13, 5, 5, 5),
      ImmutableDoubleArray.of(1e-4, 2e-5, 1e-4, 1e-5));

  private static final List<VictimKind> COLUMNS =
      List.of(VictimKind.IMAGE, VictimKind.TEXT, VictimKind.EARLY, VictimKind.LATE);

  private final int batch;
  private final int patience;
  private final double factor;
  private final ImmutableIntArray epochs;
  private final ImmutableDoubleArray learningRates;

  RecipePreset(
      int batch,
      int patience,
      double factor,
      ImmutableIntArray epochs,
      ImmutableDoubleArray learningRates) {
    this.batch = batch;
    this.patience = patience;
    this.factor = factor;
    this.epochs = epochs;
    this.learningRates = learningRates;
  }

  /**
   * The preset of a name in lower case.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public static RecipePreset named(String name) {
    List<String> names =
        Arrays.stream(values()).map(preset -> preset.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "no recipe is named '" + name + "'" + KnownNames.instead(name, names));
    }
    return values()[names.indexOf(name)];
  }

  /**
   * How it trains a kind of victim.
   *
   * @throws IllegalArgumentException for an ensemble, which is not trained
   */
  public Recipe of(VictimKind kind) {
    int column = COLUMNS.indexOf(kind);
    if (column < 0) {
      throw new IllegalArgumentException("nothing is trained in " + kind);
    }
    return Recipe.of(epochs.get(column), batch, learningRates.get(column), patience, factor, 1);
  }
}
