package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A comparison that a release rests on, and what became of it. */
@AutoValue
@JsonDeserialize(builder = PrimaryResult.Builder.class)
public abstract class PrimaryResult implements Serializable {
  private static final long serialVersionUID = 1;

  /** What became of a comparison. */
  public enum Status {
    /** A drop of the margin is ruled out. */
    PASS,
    /** A drop beyond chance, of at least the margin. */
    FAIL,
    /** Neither. */
    INCONCLUSIVE,
    /** It could not have failed as it should, or not have passed at all. */
    UNINFORMATIVE
  }

  /** The cell; the attack {@code suite} stands for the worst of the policy's suite. */
  public abstract CellKey key();

  /** The MeSH term that its studies have; null for all studies. */
  public abstract @Nullable String slice();

  /** What is compared. */
  public abstract ComparedMetric metric();

  /** Largest drop that one could accept. */
  public abstract double margin();

  /** What became of it. */
  public abstract Status status();

  /** Studies of the class, never times the seeds. */
  public abstract long studies();

  /** Their patients; 0 where not known. */
  public abstract long patients();

  /** Seeds of the reference. */
  public abstract int referenceSeeds();

  /** Seeds of the candidate. */
  public abstract int candidateSeeds();

  /** The reference's figure; NaN where it has none. */
  public abstract double reference();

  /** The candidate's figure; NaN where it has none. */
  public abstract double candidate();

  /** Reference less candidate, with its two-sided 95 % interval. */
  public abstract Estimate drop();

  /** The bound that has to be below the margin; NaN where there is none. */
  public abstract double bound();

  /** One-sided p of a candidate that is no worse; NaN where there is no test. */
  public abstract double p();

  /** The same after Holm's correction over the informative primaries. */
  public abstract double correctedP();

  /** Share of the studies whose answer changed; NaN where there is none. */
  public abstract double discordance();

  /**
   * Standard deviation of the reference's figure between its seeds, which retraining alone moves it
   * by; NaN where it has one.
   */
  public abstract double referenceSpread();

  /** Why. */
  public abstract ImmutableList<Cause> causes();

  /** Begins a comparison of which no figure is known. */
  public static Builder builder() {
    return new AutoValue_PrimaryResult.Builder()
        .status(Status.UNINFORMATIVE)
        .studies(0)
        .patients(0)
        .referenceSeeds(0)
        .candidateSeeds(0)
        .reference(Double.NaN)
        .candidate(Double.NaN)
        .drop(Estimate.UNKNOWN)
        .bound(Double.NaN)
        .p(Double.NaN)
        .correctedP(Double.NaN)
        .discordance(Double.NaN)
        .referenceSpread(Double.NaN)
        .causes(ImmutableList.of());
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

    public abstract Builder margin(double value);

    public abstract Builder status(Status value);

    public abstract Builder studies(long value);

    public abstract Builder patients(long value);

    public abstract Builder referenceSeeds(int value);

    public abstract Builder candidateSeeds(int value);

    public abstract Builder reference(double value);

    public abstract Builder candidate(double value);

    public abstract Builder drop(Estimate value);

    public abstract Builder bound(double value);

    public abstract Builder p(double value);

    public abstract Builder correctedP(double value);

    public abstract Builder discordance(double value);

    public abstract Builder referenceSpread(double value);

    public abstract Builder causes(ImmutableList<Cause> value);

    public abstract PrimaryResult build();
  }
}
