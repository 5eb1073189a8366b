package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.stats.Metric;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;

/** What a team lets pass; each part may be left out. */
@AutoValue
@JsonDeserialize(builder = GatePolicy.Builder.class)
public abstract class GatePolicy implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Set<Metric> COMPARED =
      Sets.immutableEnumSet(
          EnumSet.of(Metric.ACCURACY, Metric.F1, Metric.NORMAL_F1, Metric.MACRO_F1));

  /** What a missing cell means. */
  public enum Missing {
    /** The candidate fails. */
    FAIL,
    /** The cell is left out. */
    IGNORE
  }

  /**
   * A figure that must be reached.
   *
   * @param cell where; every cell that it means
   * @param slice the MeSH heading that the studies have; null for all studies
   * @param metric what; accuracy where left out
   * @param least in {@code [0, 1]}
   */
  public record Floor(CellPattern cell, String slice, Metric metric, Double least)
      implements Serializable {

    /** What is left out means the accuracy of every cell. */
    public Floor {
      cell = cell == null ? CellPattern.EVERY_CELL : cell;
      metric = metric == null ? Metric.ACCURACY : metric;
      if (least == null) {
        throw new IllegalArgumentException("least is missing; give a value in [0, 1]");
      }
      share("least", least);
      checkCompared(metric);
    }

    /** Whether it is about these studies. */
    boolean isAbout(PairKey key) {
      return cell.matches(key.cell())
          && (slice == null ? key.slice() == null : slice.equals(key.slice()));
    }

    @Override
    public String toString() {
      return metric.key() + " of " + cell + (slice == null ? "" : ", studies with " + slice);
    }
  }

  /** Greatest probability of failing a candidate that is no worse, over all cells, in (0, 1). */
  public abstract double alpha();

  /** Smallest drop that matters, in {@code [0, 1]}. */
  public abstract double tolerance();

  /** A larger drop than this fails even if it could be chance, in {@code [0, 1]}. */
  public abstract double largestDrop();

  /** What is compared: accuracy, f1, normal_f1 or macro_f1. */
  public abstract ImmutableList<Metric> metrics();

  /** Which cells count. */
  public abstract ImmutableList<CellPattern> cells();

  /** MeSH headings that are compared apart, a star standing for anything. */
  public abstract ImmutableList<String> slices();

  /** Fewest studies of a slice that count, at least 1. */
  public abstract int minSlice();

  /** Figures below which a candidate fails, whatever the baseline. */
  public abstract ImmutableList<Floor> floors();

  /** What a cell means that the baseline has and the candidate has not. */
  public abstract Missing missing();

  /** The policy of a team that wrote none. */
  public static GatePolicy standard() {
    return builder().build();
  }

  /** Begins a policy with what is standard: accuracy and F1 of all cells, no slices, no floors. */
  public static Builder builder() {
    return new AutoValue_GatePolicy.Builder()
        .alpha(0.05)
        .tolerance(0.03)
        .largestDrop(1)
        .metrics(ImmutableList.of(Metric.ACCURACY, Metric.F1))
        .cells(ImmutableList.of(CellPattern.EVERY_CELL))
        .slices(ImmutableList.of())
        .minSlice(20)
        .floors(ImmutableList.of())
        .missing(Missing.FAIL);
  }

  /** The same policy to be changed. */
  public abstract Builder toBuilder();

  /** Sets the parts of a policy. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  public abstract static class Builder {

    @JsonCreator
    static Builder create() {
      return builder();
    }

    public abstract Builder alpha(double value);

    public abstract Builder tolerance(double value);

    public abstract Builder largestDrop(double value);

    public abstract Builder metrics(ImmutableList<Metric> value);

    public abstract Builder cells(ImmutableList<CellPattern> value);

    public abstract Builder slices(ImmutableList<String> value);

    public abstract Builder minSlice(int value);

    public abstract Builder floors(ImmutableList<Floor> value);

    public abstract Builder missing(Missing value);

    abstract GatePolicy unchecked();

    /**
     * The policy.
     *
     * @throws IllegalArgumentException when a number is out of its range, or a metric is not
     *     compared
     */
    public final GatePolicy build() {
      GatePolicy policy = unchecked();
      if (!(policy.alpha() > 0 && policy.alpha() < 1)) {
        throw new IllegalArgumentException(
            "alpha is " + policy.alpha() + "; give a value in (0, 1)");
      }
      share("tolerance", policy.tolerance());
      share("largestDrop", policy.largestDrop());
      if (policy.minSlice() < 1) {
        throw new IllegalArgumentException(
            "minSlice is " + policy.minSlice() + "; give at least 1");
      }
      policy.metrics().forEach(GatePolicy::checkCompared);
      return policy;
    }
  }

  /** Whether a cell, or a slice of it, is compared. */
  boolean counts(PairKey key) {
    return cells().stream().anyMatch(pattern -> pattern.matches(key.cell()))
        && (key.slice() == null
            || slices().stream().anyMatch(slice -> CellPattern.matches(slice, key.slice())));
  }

  /** Whether a cell is compared, or has a floor. */
  public boolean looksAt(CellKey cell) {
    return counts(new PairKey(cell, null))
        || floors().stream().anyMatch(floor -> floor.cell().matches(cell));
  }

  /** Whether the studies with a MeSH heading are compared apart, or have a floor. */
  public boolean countsSlice(String heading) {
    return slices().stream().anyMatch(pattern -> CellPattern.matches(pattern, heading))
        || floors().stream().anyMatch(floor -> heading.equals(floor.slice()));
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; give a value in [0, 1]");
    }
  }

  private static void checkCompared(Metric metric) {
    if (!COMPARED.contains(metric)) {
      throw new IllegalArgumentException(
          "metric "
              + metric.key()
              + " is not compared; there are accuracy, f1, normal_f1, macro_f1");
    }
  }
}
