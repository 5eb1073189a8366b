package io.gauntlet.transforms;

import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Gathers the studies in one place and trains one classifier on them. */
final class TrainClassifier extends PTransform<PCollection<Study>, PCollectionTuple> {
  static final TupleTag<ModelReference> MODEL = new TupleTag<>("model") {};
  static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  private static final long serialVersionUID = 1;

  private final TrainingTask task;
  private final List<PCollectionView<ModelReference>> parents;

  TrainClassifier(TrainingTask task, List<PCollectionView<ModelReference>> parents) {
    this.task = task;
    this.parents = parents;
  }

  @Override
  public PCollectionTuple expand(PCollection<Study> studies) {
    PCollectionTuple trained =
        studies
            .apply(
                "KeyByClassifier",
                WithKeys.<String, Study>of(task.fusion().classifier())
                    .withKeyType(TypeDescriptors.strings()))
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
