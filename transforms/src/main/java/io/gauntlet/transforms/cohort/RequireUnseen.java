package io.gauntlet.transforms.cohort;

import io.gauntlet.data.BadInputException;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.io.UidBucket;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Fails a pipeline that would ask models about studies that they were trained on: a model knows
 * those, and every figure would flatter it.
 *
 * <pre>{@code
 * test.apply(RequireUnseen.by(trained, "/runs/1"));
 * }</pre>
 *
 * <p>A study is the same where uid, caption and label are: another cohort may number its studies
 * alike.
 */
public final class RequireUnseen extends PTransform<PCollection<Study>, PDone> {
  private static final long serialVersionUID = 1;
  private static final String STAGE = "split";
  private static final TupleTag<Study> TRAINED = new TupleTag<>("trained") {};
  private static final TupleTag<Study> ATTACKED = new TupleTag<>("attacked") {};

  private final transient PCollection<Study> trained;
  private final String run;

  private RequireUnseen(PCollection<Study> trained, String run) {
    this.trained = trained;
    this.run = run;
  }

  /**
   * Looks at the studies that are attacked.
   *
   * @param trained studies that the models were trained on; none where that is not known
   * @param run that trained them, for the message
   */
  public static RequireUnseen by(PCollection<Study> trained, String run) {
    return new RequireUnseen(trained, run);
  }

  @Override
  public PDone expand(PCollection<Study> attacked) {
    KeyedPCollectionTuple.of(TRAINED, keyed("KeyTrained", trained))
        .and(ATTACKED, keyed("KeyAttacked", attacked))
        .apply("JoinStudies", CoGroupByKey.create())
        .apply("FindSeen", ParDo.of(new FindSeen()))
        .apply("Together", WithKeys.of(0))
        .apply("Gather", GroupByKey.create())
        .apply("Require", ParDo.of(new Require(run)));
    return PDone.in(attacked.getPipeline());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("run", run).withLabel("Run that trained the models"));
  }

  private static PCollection<KV<Integer, Study>> keyed(String name, PCollection<Study> studies) {
    return studies.apply(name, MapElements.via(new KeyByBucket()));
  }

  private static final class KeyByBucket extends SimpleFunction<Study, KV<Integer, Study>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<Integer, Study> apply(Study study) {
      return KV.of(UidBucket.of(study.getUid()), study);
    }
  }

  /** The uids of the studies of a bucket that are in both parts. */
  private static final class FindSeen extends DoFn<KV<Integer, CoGbkResult>, String> {
    private static final long serialVersionUID = 1;

    /** What makes a study the same one. */
    private record Known(String uid, String caption, String label) {
      static Known of(Study study) {
        return new Known(study.getUid(), KeptCaptions.digest(study), study.getLabel());
      }
    }

    @ProcessElement
    public void process(@Element KV<Integer, CoGbkResult> bucket, OutputReceiver<String> receiver) {
      Set<Known> known = new HashSet<>();
      bucket.getValue().getAll(TRAINED).forEach(study -> known.add(Known.of(study)));
      for (Study study : bucket.getValue().getAll(ATTACKED)) {
        if (known.contains(Known.of(study))) {
          receiver.output(study.getUid());
        }
      }
    }
  }

  private static final class Require extends DoFn<KV<Integer, Iterable<String>>, Void> {
    private static final long serialVersionUID = 1;

    private final String run;

    Require(String run) {
      this.run = run;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<String>> seen, PipelineOptions options) {
      StageLog.of(options, STAGE).around(() -> fail(seen.getValue()));
    }

    private void fail(Iterable<String> uids) {
      long studies = 0;
      String first = null;
      for (String uid : uids) {
        studies++;
        first = first == null || uid.compareTo(first) < 0 ? uid : first;
      }
      throw new BadInputException(
          "seen-in-training",
          "the models of %s were trained on %s of the studies that would be attacked, study %s among them; give --seed and --trainFraction as that run has them, or other studies"
              .formatted(run, studies, first));
    }
  }
}
