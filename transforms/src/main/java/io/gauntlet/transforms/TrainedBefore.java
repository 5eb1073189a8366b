package io.gauntlet.transforms;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.ReadModels;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Victims that another run has trained, in the place of a training: other attacks, or other
 * studies, need no other models.
 *
 * <pre>{@code
 * Gauntlet again = Gauntlet.of(cohort, TrainedBefore.in("/runs/1/models"));
 * }</pre>
 *
 * <p>The studies of the training part are not used.
 */
public final class TrainedBefore extends PTransform<PCollection<Study>, TrainVictims.Result> {
  private static final long serialVersionUID = 1;

  private final String folder;

  private TrainedBefore(String folder) {
    this.folder = folder;
  }

  /**
   * All finished models under a folder.
   *
   * @param folder on any of Beam's file systems; must hold a model when the pipeline runs
   */
  public static TrainedBefore in(String folder) {
    return new TrainedBefore(folder);
  }

  @Override
  public TrainVictims.Result expand(PCollection<Study> studies) {
    return new TrainVictims.Result(
        studies.getPipeline().apply("ReadModels", ReadModels.from(folder)),
        studies
            .getPipeline()
            .apply("NoneQuarantined", Create.empty(TypeDescriptor.of(Quarantined.class))));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("models", folder).withLabel("Folder of the models"));
  }
}
