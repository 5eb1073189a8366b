package io.gauntlet.transforms.training;

import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.RecipePreset;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes a fused classifier of an image and a text classifier (Mozhegova et al. 2025, section
 * 3.2.3).
 *
 * <pre>{@code
 * PCollectionTuple fused =
 *     train.apply(FuseModalities.late("/runs/1/models").of(imageView, textView));
 * }</pre>
 */
public final class FuseModalities extends PTransform<PCollection<Study>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final TrainingTask task;
  private final List<PCollectionView<List<ModelReference>>> parents;

  private FuseModalities(TrainingTask task, List<PCollectionView<List<ModelReference>>> parents) {
    this.task = task;
    this.parents = parents;
  }

  /** Features concatenated, one linear layer, all trained together. */
  public static FuseModalities early(String models) {
    return untrained(Fusion.EARLY, models, RecipePreset.DEMO.of(Fusion.EARLY));
  }

  /** Both classifiers frozen, a linear layer from their four logits to two. */
  public static FuseModalities late(String models) {
    return untrained(Fusion.LATE, models, RecipePreset.DEMO.of(Fusion.LATE));
  }

  /** The sum of both classifiers' logits; nothing is trained. */
  public static FuseModalities ensemble(String models) {
    return untrained(Fusion.ENSEMBLE, models, new Recipe(1, 32, 1e-3, 1, 0.5, 1));
  }

  private static FuseModalities untrained(Fusion fusion, String models, Recipe recipe) {
    return new FuseModalities(
        new TrainingTask(fusion, models, 0, recipe, List.of(), ComputeDevice.AUTO, null),
        List.of());
  }

  /** The classifiers that are fused: one of each modality, or one a seed. */
  public FuseModalities of(
      PCollectionView<List<ModelReference>> image, PCollectionView<List<ModelReference>> text) {
    return new FuseModalities(task, List.of(image, text));
  }

  /** Another recipe than that of {@link RecipePreset#DEMO}. */
  public FuseModalities withRecipe(Recipe recipe) {
    return new FuseModalities(task.withRecipe(recipe), parents);
  }

  /** A replica for each seed, of the two classifiers of the same seed. */
  public FuseModalities withSeeds(List<Long> seeds) {
    return new FuseModalities(task.withSeeds(seeds), parents);
  }

  /** Where the networks are trained. */
  public FuseModalities withDevice(ComputeDevice device) {
    return new FuseModalities(task.withDevice(device), parents);
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    return studies.apply("Train", new TrainClassifier(task, parents));
  }

  /** Names the classifier in the graph. */
  @Override
  protected String getKindString() {
    return "FuseModalities(" + task.fusion().classifier() + ")";
  }
}
