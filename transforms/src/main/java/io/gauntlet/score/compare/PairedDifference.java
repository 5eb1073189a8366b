package io.gauntlet.score.compare;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How far two victims of a run are apart, on the studies that both answered. */
@AutoValue
@JsonDeserialize(builder = PairedDifference.Builder.class)
public abstract class PairedDifference implements Serializable {
  private static final long serialVersionUID = 1;

  /** Why there is no difference. */
  public enum NoDifference {
    /** A class that the figure is of has no study that both answered. */
    CLASS_EMPTY,
    /** One victim has several seeds, and the other not at least three. */
    SEEDS_TOO_FEW,
    /** Some seeds have no answer to studies to which others have one. */
    SEEDS_INCOMPLETE,
    /** Studies are there more than once. */
    STUDIES_DOUBLED,
    /** The victims were asked about other pixels, words or labels under the same name. */
    STUDIES_ALTERED
  }

  /** The victim that ranks higher. */
  public abstract String first();

  /** The other. */
  public abstract String second();

  /** Studies of the class that both answered, never times the seeds. */
  public abstract long studies();

  /** Their patients; 0 where not known. */
  public abstract long patients();

  /** Studies of both classes that one of the two did not answer, and that are left out. */
  public abstract long leftOut();

  /** First less second, with its 95 % interval, of this pair alone. */
  public abstract Estimate difference();

  /** Two-sided p of two that are equal; NaN where there is no test. */
  public abstract double p();

  /** The same after Holm's correction over the family. */
  public abstract double correctedP();

  /** Why there is no difference; null where there is one. */
  public abstract @Nullable NoDifference absence();

  /** Begins a difference of which nothing is known. */
  public static Builder builder() {
    return new AutoValue_PairedDifference.Builder()
        .studies(0)
        .patients(0)
        .leftOut(0)
        .difference(Estimate.UNKNOWN)
        .p(Double.NaN)
        .correctedP(Double.NaN);
  }

  /** The same to be changed. */
  public abstract Builder toBuilder();

  /** Sets the parts of a difference. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  public abstract static class Builder {

    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder first(String value);

    public abstract Builder second(String value);

    public abstract Builder studies(long value);

    public abstract Builder patients(long value);

    public abstract Builder leftOut(long value);

    public abstract Builder difference(Estimate value);

    public abstract Builder p(double value);

    public abstract Builder correctedP(double value);

    public abstract Builder absence(@Nullable NoDifference value);

    public abstract PairedDifference build();
  }
}
