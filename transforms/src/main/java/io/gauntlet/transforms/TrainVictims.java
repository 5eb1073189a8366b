package io.gauntlet.transforms;

import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.training.ThresholdChoice;
import io.gauntlet.transforms.training.TrainVictim;
import io.gauntlet.transforms.training.TrainableVictim;
import io.gauntlet.transforms.training.TrainingSeeds;
import io.gauntlet.transforms.training.VictimList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Trains victims on studies, each in a step of its own, and writes each to a model folder of its
 * name; fusions come after the victims that they fuse.
 *
 * <pre>{@code
 * TrainVictims.Result trained =
 *     studies.apply(TrainVictims.into("/runs/1/models").of(victims).withSeeds(TrainingSeeds.ofRun(7)));
 * PCollection<ModelReference> models = trained.models();
 * }</pre>
 *
 * <p>A result depends on the studies, the victim's description and the seed alone. A folder that
 * holds the model of the same training is left as it is, so a retried or stopped run goes on.
 */
public final class TrainVictims extends PTransform<PCollection<Study>, TrainVictims.Result> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final VictimList victims;
  private final TrainingSeeds seeds;
  private final ComputeDevice device;
  private final ThresholdChoice threshold;

  private TrainVictims(
      String folder,
      VictimList victims,
      TrainingSeeds seeds,
      ComputeDevice device,
      ThresholdChoice threshold) {
    this.folder = folder;
    this.victims = victims;
    this.seeds = seeds;
    this.device = device;
    this.threshold = threshold;
  }

  /**
   * Trains the five victims of the paper at the size of the demo, with seed 1.
   *
   * @param folder under which each model gets a folder, on any of Beam's file systems
   */
  public static TrainVictims into(String folder) {
    return new TrainVictims(
        folder,
        VictimList.demo(),
        TrainingSeeds.ofRun(1),
        ComputeDevice.AUTO,
        ThresholdChoice.HALF);
  }

  /** Other victims. */
  public TrainVictims of(VictimList others) {
    return new TrainVictims(folder, others, seeds, device, threshold);
  }

  /**
   * Other seeds. With replicas each victim is trained once for each seed; the model names its seed
   * in its reference and is written to {@code seed-N/} under the folder.
   */
  public TrainVictims withSeeds(TrainingSeeds others) {
    return new TrainVictims(folder, victims, others, device, threshold);
  }

  /** Where victims are trained. */
  public TrainVictims withDevice(ComputeDevice other) {
    return new TrainVictims(folder, victims, seeds, other, threshold);
  }

  /** Where victims decide for ABNORMAL: by default at one half. */
  public TrainVictims withThreshold(ThresholdChoice other) {
    return new TrainVictims(folder, victims, seeds, device, other);
  }

  @Override
  public Result expand(PCollection<Study> studies) {
    List<PCollection<ModelReference>> models = new ArrayList<>();
    List<PCollection<Quarantined>> quarantined = new ArrayList<>();
    Map<String, PCollectionView<List<ModelReference>>> views = new LinkedHashMap<>();
    for (TrainableVictim victim : victims.parentsFirst()) {
      String name = victim.name();
      PCollectionTuple trained =
          studies.apply(
              "Train " + name,
              TrainVictim.of(
                      victim,
                      folder,
                      seeds,
                      device,
                      victim.design().parents().values().stream().map(views::get).toList())
                  .withThreshold(threshold));
      models.add(trained.get(TrainVictim.MODELS));
      quarantined.add(trained.get(TrainVictim.QUARANTINED));
      views.put(name, trained.get(TrainVictim.MODELS).apply("As " + name, View.asList()));
    }
    return new Result(
        all("Models", studies, models, ModelReference.class),
        all("Quarantined", studies, quarantined, Quarantined.class));
  }

  private static <T> PCollection<T> all(
      String name, PCollection<Study> studies, List<PCollection<T>> each, Class<T> type) {
    return each.isEmpty()
        ? studies.getPipeline().apply("No" + name, Create.empty(TypeDescriptor.of(type)))
        : PCollectionList.of(each).apply("All" + name, Flatten.pCollections());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("folder", folder).withLabel("Folder of the models"))
        .add(DisplayData.item("victims", victims.toString()).withLabel("Victims"))
        .add(DisplayData.item("seeds", seeds.all().toString()).withLabel("Seeds"))
        .add(DisplayData.item("device", device.toString()).withLabel("Device"))
        .addIfNotDefault(
            DisplayData.item("threshold", threshold.toString()).withLabel("Threshold"),
            ThresholdChoice.HALF.toString());
  }

  /**
   * What was trained, and what could not be used for it.
   *
   * @param models a reference to the model folder of each victim and seed
   * @param quarantined studies that could not be read
   */
  public record Result(PCollection<ModelReference> models, PCollection<Quarantined> quarantined)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("models", models, "quarantined", quarantined);
    }
  }
}
