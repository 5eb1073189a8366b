package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One metric of one cell of a candidate beside the baseline's, study by study. */
@AutoValue
@JsonDeserialize(builder = CellVerdict.Builder.class)
public abstract class CellVerdict implements Serializable {
  private static final long serialVersionUID = 1;

  /** The cell. */
  public abstract CellKey key();

  /** The MeSH term that its studies have; null for all studies. */
  public abstract @Nullable String slice();

  /** What is compared. */
  public abstract Metric metric();

  /** Number of studies that both runs have. */
  public abstract long studies();

  /** The baseline's figure; NaN where it has none. */
  public abstract double baseline();

  /** The candidate's figure; NaN where it has none. */
  public abstract double candidate();

  /** Candidate less baseline, with its 95 % interval. */
  public abstract Estimate difference();

  /** One-sided p of no drop; NaN where there is no test. */
  public abstract double p();

  /** The same after Holm's correction over all tests of the verdict. */
  public abstract double correctedP();

  /** Whether this comparison lets the candidate pass. */
  public abstract boolean passed();

  /** Why it does or does not, in a sentence. */
  public abstract String reason();

  /** Begins a comparison of all studies for which no figure is known. */
  public static Builder builder() {
    return new AutoValue_CellVerdict.Builder()
        .baseline(Double.NaN)
        .candidate(Double.NaN)
        .difference(Estimate.UNKNOWN)
        .p(Double.NaN)
        .correctedP(Double.NaN);
  }

  /** Sets the parts of a comparison. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  public abstract static class Builder {

    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder key(CellKey value);

    public abstract Builder slice(@Nullable String value);

    public abstract Builder metric(Metric value);

    public abstract Builder studies(long value);

    public abstract Builder baseline(double value);

    public abstract Builder candidate(double value);

    public abstract Builder difference(Estimate value);

    public abstract Builder p(double value);

    public abstract Builder correctedP(double value);

    public abstract Builder passed(boolean value);

    public abstract Builder reason(String value);

    public abstract CellVerdict build();
  }
}
