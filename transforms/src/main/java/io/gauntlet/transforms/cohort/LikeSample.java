package io.gauntlet.transforms.cohort;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps the outcomes of studies that a sample has, or would have if they were among those that it
 * is drawn from: those whose place in the queue of their class is not after that of the last one
 * drawn.
 *
 * <pre>{@code
 * PCollection<Outcome> asked = outcomes.apply(LikeSample.of(SampleStudies.of(200), test));
 * }</pre>
 *
 * <p>Where all studies are drawn, all outcomes are kept.
 */
public final class LikeSample extends PTransform<PCollection<Outcome>, PCollection<Outcome>> {
  private static final long serialVersionUID = 1;

  private final SampleStudies sample;
  private final transient PCollection<Study> from;

  private LikeSample(SampleStudies sample, PCollection<Study> from) {
    this.sample = sample;
    this.from = from;
  }

  /**
   * Of a sample.
   *
   * @param from the studies that it is drawn from
   */
  public static LikeSample of(SampleStudies sample, PCollection<Study> from) {
    return new LikeSample(sample, from);
  }

  @Override
  public PCollection<Outcome> expand(PCollection<Outcome> outcomes) {
    return sample.draw(outcomes, sample.tally(from), Outcome::getLabel, Outcome::getUid);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.include("sample", sample);
  }
}
