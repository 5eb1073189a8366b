package io.gauntlet.transforms.cohort;

import com.google.common.hash.Hashing;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.NamedOutputs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Splits studies into a training and a test part (Mozhegova et al. 2025, section 3.5: 80 to 20).
 *
 * <pre>{@code
 * SplitStudies.Result split = studies.apply(SplitStudies.withSeed(1).withTrainFraction(0.8));
 * PCollection<Study> train = split.train();
 * }</pre>
 *
 * <p>A study's part depends on the seed and its uid alone, or on its patient's pseudonym where it
 * has one: no patient is in both parts, and studies that are added later move none. So the fraction
 * is met on average, not exactly.
 */
public final class SplitStudies extends PTransform<PCollection<Study>, SplitStudies.Result> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Study> TRAIN = new TupleTag<>("train") {};
  private static final TupleTag<Study> TEST = new TupleTag<>("test") {};

  private final long seed;
  private final double trainFraction;

  /**
   * The two parts.
   *
   * @param train studies to train on
   * @param test studies to attack
   */
  public record Result(PCollection<Study> train, PCollection<Study> test) implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("train", train, "test", test);
    }
  }

  private SplitStudies(long seed, double trainFraction) {
    this.seed = seed;
    this.trainFraction = trainFraction;
  }

  /** A split by seed, 80 to 20. */
  public static SplitStudies withSeed(long seed) {
    return new SplitStudies(seed, 0.8);
  }

  /**
   * Another share of studies that train.
   *
   * @throws IllegalArgumentException outside (0, 1)
   */
  public SplitStudies withTrainFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the training fraction is " + fraction + "; give a value in (0, 1)");
    }
    return new SplitStudies(seed, fraction);
  }

  @Override
  public Result expand(PCollection<Study> studies) {
    PCollectionTuple split =
        studies.apply(
            "SplitByPatient",
            ParDo.of(new SplitByPatient(seed, trainFraction))
                .withOutputTags(TRAIN, TupleTagList.of(TEST)));
    return new Result(split.get(TRAIN), split.get(TEST));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("seed", seed).withLabel("Seed"))
        .add(DisplayData.item("trainFraction", trainFraction).withLabel("Share that trains"));
  }

  private static final class SplitByPatient extends DoFn<Study, Study> {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final double trainFraction;
    private final Counter train = Metrics.counter(SplitStudies.class, "studies-train");
    private final Counter test = Metrics.counter(SplitStudies.class, "studies-test");

    SplitByPatient(long seed, double trainFraction) {
      this.seed = seed;
      this.trainFraction = trainFraction;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (place(whose(context.element())) < trainFraction) {
        train.inc();
        context.output(context.element());
      } else {
        test.inc();
        context.output(TEST, context.element());
      }
    }

    /** Whose studies stay together; a study of nobody who is known is on its own. */
    private static String whose(Study study) {
      return Optional.ofNullable(study.getPatient()).orElse(study.getUid());
    }

    /** A number in [0, 1), uniform over patients. */
    private double place(String whose) {
      long hash =
          Hashing.sha256()
              .newHasher()
              .putLong(seed)
              .putString(whose, StandardCharsets.UTF_8)
              .hash()
              .asLong();
      return (hash >>> 11) * 0x1p-53;
    }
  }
}
