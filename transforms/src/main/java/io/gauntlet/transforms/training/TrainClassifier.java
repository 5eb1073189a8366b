package io.gauntlet.transforms.training;

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
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Gathers the studies in one place for each seed and trains a classifier on them: each replica is
 * an element of its own, which any worker may train beside the others.
 */
final class TrainClassifier extends PTransform<PCollection<Study>, PCollectionTuple> {
  static final TupleTag<ModelReference> MODEL = new TupleTag<>("model") {};
  static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  private static final long serialVersionUID = 1;

  private final TrainingTask task;
  private final List<PCollectionView<List<ModelReference>>> parents;

  TrainClassifier(TrainingTask task, List<PCollectionView<List<ModelReference>>> parents) {
    this.task = task;
    this.parents = parents;
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    List<Long> seeds = task.trainedSeeds();
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
                "TrainClassifier",
                ParDo.of(new TrainOnStudies(task, parents))
                    .withSideInputs(parents)
                    .withOutputTags(MODEL, TupleTagList.of(QUARANTINED)));
    trained.get(MODEL).setCoder(AvroCoder.of(ModelReference.class));
    trained.get(QUARANTINED).setCoder(AvroCoder.of(Quarantined.class));
    return trained;
  }
}
