package io.gauntlet.score.policy;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.gauntlet.score.ScoredAttack;
import java.io.Serializable;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a team lets pass, named before the candidate is seen. */
@AutoValue
public abstract class GatePolicy implements Serializable {
  private static final long serialVersionUID = 1;

  /** What a missing cell means. */
  public enum Missing {
    /** The candidate fails. */
    FAIL,
    /** The cell is left out. */
    IGNORE
  }

  /** Greatest probability that a candidate that is no worse fails, in (0, 1). */
  public abstract double alpha();

  /**
   * So many candidates are to be held against one reference; each is tested at a share of alpha.
   */
  public abstract int looks();

  /** The victims that are deployed, a star standing for anything; none for every fused one. */
  public abstract ImmutableList<String> victims();

  /** The attacks of which each study's worst counts, a star standing for anything. */
  public abstract ImmutableList<String> suite();

  /** The comparisons that a release rests on. */
  public abstract ImmutableList<Primary> primaries();

  /** Studies that may lack an answer for a known reason, each of which then counts as lost. */
  public abstract int allowInvalid();

  /** Figures that a candidate must reach, whatever the reference. */
  public abstract ImmutableList<Floor> floors();

  /** What is compared beside the primaries. */
  public abstract ImmutableList<ComparedMetric> metrics();

  /** Which cells are compared beside the primaries, and must not be missing. */
  public abstract ImmutableList<CellPattern> cells();

  /** Slices of the studies that are compared apart, a star standing for anything. */
  public abstract ImmutableList<String> slices();

  /** Fewest studies of a slice that count, at least 1. */
  public abstract int minSlice();

  /** What a cell means that the reference has and the candidate has not. */
  public abstract Missing missing();

  /** File and line of what was written, by its key, such as {@code cells[0].victim}. */
  public abstract ImmutableMap<String, String> places();

  /** The policy of a team that wrote none. */
  public static GatePolicy standard() {
    return builder().build();
  }

  /** Begins a policy with what is standard. */
  public static Builder builder() {
    return new AutoValue_GatePolicy.Builder()
        .alpha(0.05)
        .looks(1)
        .victims(ImmutableList.of())
        .suite(ImmutableList.of(CellPattern.ANY))
        .primaries(
            ImmutableList.of(
                Primary.of(ScoredAttack.NONE, ComparedMetric.SENSITIVITY, 0.05),
                Primary.of(ScoredAttack.NONE, ComparedMetric.SPECIFICITY, 0.10),
                Primary.of(Primary.SUITE, ComparedMetric.ACCURACY, 0.05)))
        .allowInvalid(0)
        .floors(ImmutableList.of())
        .metrics(ImmutableList.of(ComparedMetric.ACCURACY, ComparedMetric.F1))
        .cells(ImmutableList.of(CellPattern.EVERY_CELL))
        .slices(ImmutableList.of())
        .minSlice(20)
        .missing(Missing.FAIL)
        .places(ImmutableMap.of());
  }

  /** The same policy to be changed. */
  public abstract Builder toBuilder();

  /** Sets the parts of a policy, each in its range. */
  @AutoValue.Builder
  public abstract static class Builder {

    public abstract Builder alpha(double value);

    public abstract Builder looks(int value);

    public abstract Builder victims(ImmutableList<String> value);

    public abstract Builder suite(ImmutableList<String> value);

    public abstract Builder primaries(ImmutableList<Primary> value);

    public abstract Builder allowInvalid(int value);

    public abstract Builder floors(ImmutableList<Floor> value);

    public abstract Builder metrics(ImmutableList<ComparedMetric> value);

    public abstract Builder cells(ImmutableList<CellPattern> value);

    public abstract Builder slices(ImmutableList<String> value);

    public abstract Builder minSlice(int value);

    public abstract Builder missing(Missing value);

    public abstract Builder places(ImmutableMap<String, String> value);

    public abstract GatePolicy build();
  }

  /** One-sided level of the bound that has to stay below a margin. */
  public double passLevel() {
    return alpha() / 2 / looks();
  }

  /** Level of the family of tests, one of which has to reject for a failure. */
  public double failLevel() {
    return alpha() / looks();
  }

  /** Whether an attack of a victim is a member of the suite. */
  public boolean isInSuite(String attack) {
    return !attack.equals(ScoredAttack.NONE)
        && suite().stream().anyMatch(pattern -> CellPattern.matches(pattern, attack));
  }

  /** Whether the studies of a slice are counted apart. */
  public boolean countsSlice(String slice) {
    return slices().stream().anyMatch(pattern -> CellPattern.matches(pattern, slice))
        || restsOnSlice(slice);
  }

  /** Whether a primary comparison or a floor is about a slice, however few its studies. */
  public boolean restsOnSlice(String slice) {
    return primaries().stream().anyMatch(primary -> slice.equals(primary.slice()))
        || floors().stream().anyMatch(floor -> slice.equals(floor.slice()));
  }

  private static boolean isSlice(@Nullable String slice) {
    return slice != null && ClassView.name(slice).isEmpty();
  }

  /** Whether it names any slice. */
  public boolean namesSlices() {
    return !slices().isEmpty()
        || primaries().stream().anyMatch(primary -> isSlice(primary.slice()))
        || floors().stream().anyMatch(floor -> isSlice(floor.slice()));
  }

  /**
   * Whether a cell of a victim's own attacks may be a primary comparison, or count in the suite.
   */
  public boolean mayBePrimary(String victim, String attack) {
    return primaries().stream()
        .filter(
            primary -> primary.victim() == null || CellPattern.matches(primary.victim(), victim))
        .anyMatch(
            primary ->
                primary.isOfSuite()
                    ? attack.equals(Primary.SUITE) || isInSuite(attack)
                    : CellPattern.matches(primary.attack(), attack));
  }

  /** The attacks of primaries that are among some. */
  public ImmutableSet<String> primariesUnder(Set<String> attacks) {
    return primaries().stream()
        .map(Primary::attack)
        .filter(attacks::contains)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The same without the primaries under some attacks. */
  public GatePolicy withoutPrimariesUnder(Set<String> attacks) {
    if (attacks.isEmpty()) {
      return this;
    }
    return toBuilder()
        .primaries(
            primaries().stream()
                .filter(primary -> !attacks.contains(primary.attack()))
                .collect(ImmutableList.toImmutableList()))
        // They are numbered, and were looked up when the policy was read.
        .places(
            ImmutableMap.copyOf(Maps.filterKeys(places(), path -> !path.startsWith("primaries["))))
        .build();
  }

  /** Whether areas under ROC curves are compared, which takes every study's logits. */
  public boolean comparesAreas() {
    return metrics().contains(ComparedMetric.AUROC)
        || primaries().stream().anyMatch(primary -> primary.metric() == ComparedMetric.AUROC);
  }
}
