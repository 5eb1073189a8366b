package io.gauntlet.transforms.training;

import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Gathers the studies in one place for each seed and trains a victim on them: each replica is an
 * element of its own, which any worker may train beside the others. A step of {@link
 * io.gauntlet.transforms.TrainVictims}; its counters have this class as their namespace.
 */
public final class TrainVictim extends PTransform<PCollection<Study>, PCollectionTuple> {
  /** References to the models, one a seed. */
  public static final TupleTag<ModelReference> MODELS = new TupleTag<>("models") {};

  /** Studies that could not be read. */
  public static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  private static final long serialVersionUID = 1;

  private final TrainingJob job;
  private final List<PCollectionView<List<ModelReference>>> parents;

  private TrainVictim(TrainingJob job, List<PCollectionView<List<ModelReference>>> parents) {
    this.job = job;
    this.parents = parents;
  }

  /**
   * Trains a victim.
   *
   * @param models folder under which the model folders are written
   * @param parents the models of its parents, in the order of {@link Design#parents}
   */
  public static TrainVictim of(
      TrainableVictim victim,
      String models,
      TrainingSeeds seeds,
      ComputeDevice device,
      List<PCollectionView<List<ModelReference>>> parents) {
    return new TrainVictim(
        new TrainingJob(victim, models, seeds, device, ThresholdChoice.HALF), parents);
  }

  /** The same, deciding elsewhere. */
  public TrainVictim withThreshold(ThresholdChoice threshold) {
    return new TrainVictim(job.withThreshold(threshold), parents);
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    List<Long> seeds = job.seeds().all();
    PCollectionTuple trained =
        studies
            .apply(
                "ForEachSeed",
                FlatMapElements.into(
                        TypeDescriptors.kvs(
                            TypeDescriptors.longs(), TypeDescriptor.of(Study.class)))
                    .via(study -> seeds.stream().map(seed -> KV.of(seed, study)).toList()))
            .setCoder(KvCoder.of(VarLongCoder.of(), studies.getCoder()))
            .apply("GatherStudies", GroupByKey.create())
            .apply(
                "TrainOnStudies",
                ParDo.of(new TrainOnStudies(job, parents))
                    .withSideInputs(parents)
                    .withOutputTags(MODELS, TupleTagList.of(QUARANTINED)));
    trained.get(MODELS).setCoder(AvroCoder.of(ModelReference.class));
    trained.get(QUARANTINED).setCoder(AvroCoder.of(Quarantined.class));
    return trained;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("victim", job.victim().name()).withLabel("Victim"))
        .add(DisplayData.item("kind", job.victim().design().kind().toString()).withLabel("Kind"))
        .addIfNotDefault(
            DisplayData.item("parents", job.victim().design().parents().values().toString())
                .withLabel("Fused victims"),
            "[]");
    job.victim()
        .design()
        .training()
        .ifPresent(
            recipe ->
                builder.add(DisplayData.item("recipe", recipe.toString()).withLabel("Recipe")));
  }
}
