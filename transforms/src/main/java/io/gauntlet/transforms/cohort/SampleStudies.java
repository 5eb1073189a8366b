package io.gauntlet.transforms.cohort;

import io.gauntlet.records.parts.StudySample;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.io.Tallying;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Draws a sample of studies in which each class keeps its share.
 *
 * <pre>{@code
 * SampleStudies.Result sample = test.apply(SampleStudies.of(200).withSeed(1));
 * PCollection<Study> studies = sample.studies();
 * }</pre>
 *
 * <p>Of each class those studies are drawn whose hash of seed and uid is smallest: the same
 * whenever the same cohort is drawn from, and a study that is added to the cohort takes the place
 * of one other at most. Where there are no more studies than are asked for, all are drawn.
 */
public final class SampleStudies extends PTransform<PCollection<Study>, SampleStudies.Result> {
  private static final long serialVersionUID = 1;

  private final int size;
  private final long seed;

  /**
   * A sample.
   *
   * @param studies that were drawn
   * @param sample how many of each class: one element
   */
  public record Result(PCollection<Study> studies, PCollection<StudySample> sample)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("studies", studies, "sample", sample);
    }
  }

  private SampleStudies(int size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /**
   * A sample of so many studies, with seed 1.
   *
   * @throws IllegalArgumentException below 1
   */
  public static SampleStudies of(int studies) {
    if (studies < 1) {
      throw new IllegalArgumentException("a sample has at least 1 study, not " + studies);
    }
    return new SampleStudies(studies, 1);
  }

  /** The seed of the draw. */
  public SampleStudies withSeed(long other) {
    return new SampleStudies(size, other);
  }

  @Override
  public Result expand(PCollection<Study> studies) {
    long draw = seed;
    PCollection<SampleTally> tally = tally(studies);
    return new Result(
        draw(studies, tally, Study::getLabel, Study::getUid),
        tally.apply(
            "DescribeSample",
            MapElements.into(TypeDescriptor.of(StudySample.class))
                .via(counted -> counted.sample(draw))));
  }

  /** The queues of studies. */
  PCollection<SampleTally> tally(PCollection<Study> studies) {
    int most = size;
    long draw = seed;
    return studies.apply(
        "TallyClasses",
        Combine.globally(
            Tallying.in(
                SampleTally.class,
                () -> new SampleTally(most),
                (counted, study) -> counted.add(study, draw),
                SampleTally::merge)));
  }

  /** What is of studies that are drawn by queues, or would be if they were in them. */
  <T> PCollection<T> draw(
      PCollection<T> all,
      PCollection<SampleTally> tally,
      SerializableFunction<T, String> label,
      SerializableFunction<T, String> uid) {
    PCollectionView<SampleTally> view = tally.apply("AsTally", View.asSingleton());
    return all.apply("Draw", ParDo.of(new Draw<>(view, seed, label, uid)).withSideInputs(view))
        .setCoder(all.getCoder());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("size", size).withLabel("Studies of the sample"))
        .add(DisplayData.item("seed", seed).withLabel("Seed"));
  }

  private static final class Draw<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<SampleTally> tally;
    private final long seed;
    private final SerializableFunction<T, String> label;
    private final SerializableFunction<T, String> uid;
    private transient Map<String, Long> lastRanks;

    Draw(
        PCollectionView<SampleTally> tally,
        long seed,
        SerializableFunction<T, String> label,
        SerializableFunction<T, String> uid) {
      this.tally = tally;
      this.seed = seed;
      this.label = label;
      this.uid = uid;
    }

    @StartBundle
    public void forget() {
      lastRanks = null;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (lastRanks == null) {
        lastRanks = context.sideInput(tally).lastRanks();
      }
      T element = context.element();
      // Of a class that none of the studies is of, all would be drawn.
      long last = lastRanks.getOrDefault(label.apply(element), Long.MAX_VALUE);
      if (SampleTally.rank(seed, uid.apply(element)) <= last) {
        context.output(element);
      }
    }
  }
}
