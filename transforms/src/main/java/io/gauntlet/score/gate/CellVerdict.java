package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A comparison beside the primaries: it decides nothing, and says where to look. */
@AutoValue
@JsonDeserialize(builder = CellVerdict.Builder.class)
public abstract class CellVerdict implements Serializable {
  private static final long serialVersionUID = 1;

  /** The cell. */
  public abstract CellKey key();

  /** The MeSH term that its studies have; null for all studies. */
  public abstract @Nullable String slice();

  /** What is compared. */
  public abstract ComparedMetric metric();

  /** Studies that both runs have, never times the seeds. */
  public abstract long studies();

  /** The reference's figure; NaN where it has none. */
  public abstract double reference();

  /** The candidate's figure; NaN where it has none. */
  public abstract double candidate();

  /** Reference less candidate, with its 95 % interval; of F1 and its kin without one. */
  public abstract Estimate drop();

  /** One-sided p of a candidate that is no worse; NaN where there is no test. */
  public abstract double p();

  /** The same after Holm's correction over all comparisons beside the primaries. */
  public abstract double correctedP();

  /** Begins a comparison of which no figure is known. */
  public static Builder builder() {
    return new AutoValue_CellVerdict.Builder()
        .reference(Double.NaN)
        .candidate(Double.NaN)
        .drop(Estimate.UNKNOWN)
        .p(Double.NaN)
        .correctedP(Double.NaN);
  }

  /** The same to be changed. */
  public abstract Builder toBuilder();

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

    public abstract Builder metric(ComparedMetric value);

    public abstract Builder studies(long value);

    public abstract Builder reference(double value);

    public abstract Builder candidate(double value);

    public abstract Builder drop(Estimate value);

    public abstract Builder p(double value);

    public abstract Builder correctedP(double value);

    public abstract CellVerdict build();
  }
}
