package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Whether a candidate may be released, and on what evidence. */
@AutoValue
@JsonDeserialize(builder = Verdict.Builder.class)
public abstract class Verdict implements Serializable {
  private static final long serialVersionUID = 1;

  /** What was decided. */
  public enum Status {
    /** For each primary comparison a drop of its margin is ruled out. */
    PASS(0),
    /** One of them lost its margin or more beyond chance, or a floor is missed, or a cell. */
    FAIL(1),
    /** Neither was shown. */
    INCONCLUSIVE(3),
    /** There is nothing to compare with. */
    NO_REFERENCE(2),
    /** The two runs cannot be compared. */
    NOT_COMPARABLE(2),
    /** The policy names what is not there. */
    MISUSE(2);

    private final int exitStatus;

    Status(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    /** Of the command: 0 passed, 1 failed, 2 misused or not comparable, 3 inconclusive. */
    public int exitStatus() {
      return exitStatus;
    }
  }

  /** The decision. */
  public abstract Status status();

  /** Why; empty only where all passed. */
  public abstract ImmutableList<Cause> causes();

  /** What one should know beside it. */
  public abstract ImmutableList<Cause> notes();

  /** Folder of the reference's run; null where there is none. */
  public abstract @Nullable String reference();

  /** Folder of the candidate's run; null where unknown. */
  public abstract @Nullable String candidate();

  /** Digest of the manifest of the candidate's run; null where there was none yet. */
  public abstract @Nullable String manifest();

  /** The policy by which it was decided, as YAML; null in verdicts of versions that kept none. */
  public abstract @Nullable String policy();

  /** Greatest probability that a candidate that is no worse fails, over all primaries. */
  public abstract double alpha();

  /** So many candidates are to be held against the reference, each at a share of alpha. */
  public abstract int looks();

  /** One-sided level of the bound that has to stay below a margin. */
  public double passLevel() {
    return alpha() / 2 / looks();
  }

  /** Level of the family of tests, one of which has to reject for a failure. */
  public double failLevel() {
    return alpha() / looks();
  }

  /** The comparisons that the release rests on. */
  public abstract ImmutableList<PrimaryResult> primaries();

  /** How many of them became so. */
  public long count(PrimaryResult.Status status) {
    return primaries().stream().filter(primary -> primary.status() == status).count();
  }

  /** The floors of the policy. */
  public abstract ImmutableList<FloorResult> floors();

  /** The comparisons beside them, sorted by key, slice and metric. */
  public abstract ImmutableList<CellVerdict> cells();

  /** Begins a verdict without comparisons. */
  public static Builder builder() {
    return new AutoValue_Verdict.Builder()
        .causes(ImmutableList.of())
        .notes(ImmutableList.of())
        .primaries(ImmutableList.of())
        .floors(ImmutableList.of())
        .cells(ImmutableList.of());
  }

  /** The same to be changed. */
  public abstract Builder toBuilder();

  /** Sets the parts of a verdict. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  public abstract static class Builder {

    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder status(Status value);

    public abstract Builder causes(ImmutableList<Cause> value);

    public abstract Builder notes(ImmutableList<Cause> value);

    public abstract Builder reference(@Nullable String value);

    public abstract Builder candidate(@Nullable String value);

    public abstract Builder manifest(@Nullable String value);

    public abstract Builder policy(@Nullable String value);

    public abstract Builder alpha(double value);

    public abstract Builder looks(int value);

    public abstract Builder primaries(ImmutableList<PrimaryResult> value);

    public abstract Builder floors(ImmutableList<FloorResult> value);

    public abstract Builder cells(ImmutableList<CellVerdict> value);

    public abstract Verdict build();
  }
}
