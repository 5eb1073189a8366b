package io.gauntlet.transforms.attacking.chosen;

import io.gauntlet.plan.run.KeptStudies;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Chooses the studies of the gallery: those of the smallest {@link KeptStudies#rank}. */
public final class ChooseGallery
    extends PTransform<PCollection<Study>, PCollectionView<List<String>>> {
  private static final long serialVersionUID = 1;

  private final int studies;
  private final long seed;

  /**
   * The gallery of a run.
   *
   * @param studies of it, at least 0
   * @param seed of the run
   */
  public ChooseGallery(int studies, long seed) {
    this.studies = studies;
    this.seed = seed;
  }

  @Override
  public PCollectionView<List<String>> expand(PCollection<Study> all) {
    return all.apply("Uid", MapElements.into(TypeDescriptors.strings()).via(Study::getUid))
        .apply(
            "Smallest",
            Top.of(studies, new LastByRank<String>(seed, uid -> uid)).asSingletonView());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("studies", studies).withLabel("Studies of the gallery"))
        .add(DisplayData.item("seed", seed).withLabel("Seed"));
  }
}
