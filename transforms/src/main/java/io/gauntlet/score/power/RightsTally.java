package io.gauntlet.score.power;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ClassView;
import io.gauntlet.score.policy.ComparedMetric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Studies by the cells in which a reference is right on them; the same whatever the order in which
 * tallies are merged. Not thread-safe.
 */
public final class RightsTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final HashMap<StudyRights, Long> studies = new HashMap<>();

  /**
   * A comparison of shares of studies.
   *
   * @param key of the studies
   * @param metric whose class they are of
   */
  public record Share(PairKey key, ComparedMetric metric) {
    private boolean isPositive(StudyRights study) {
      return ClassView.name(key.slice()).map(study.label()::equals).orElse(study.abnormal());
    }

    private boolean counts(StudyRights study) {
      return study.right().containsKey(key)
          && switch (metric) {
            case SENSITIVITY -> isPositive(study);
            case SPECIFICITY -> !isPositive(study);
            default -> true;
          };
    }
  }

  /** Counts one more study. */
  public void add(StudyRights study) {
    studies.merge(study, 1L, Long::sum);
  }

  /** Adds what the other counted. */
  public void merge(RightsTally other) {
    other.studies.forEach((study, count) -> studies.merge(study, count, Long::sum));
  }

  /** How the reference's errors in some comparisons go together. */
  public ErrorCorrelation correlation(List<Share> comparisons) {
    Map<String, ErrorCorrelation.Pattern> patterns = new HashMap<>();
    studies.forEach(
        (study, count) -> {
          ErrorCorrelation.Pattern pattern =
              new ErrorCorrelation.Pattern(
                  comparisons.stream()
                      .map(comparison -> comparison.counts(study))
                      .collect(ImmutableList.toImmutableList()),
                  comparisons.stream()
                      .map(
                          comparison ->
                              comparison.counts(study) && study.right().get(comparison.key()))
                      .collect(ImmutableList.toImmutableList()),
                  count);
          patterns.merge(
              pattern.in().toString() + pattern.right(),
              pattern,
              (one, other) ->
                  new ErrorCorrelation.Pattern(
                      one.in(), one.right(), one.studies() + other.studies()));
        });
    List<ErrorCorrelation.Pattern> sorted = new ArrayList<>(patterns.values());
    sorted.sort(Comparator.comparing(pattern -> pattern.in().toString() + pattern.right()));
    return ErrorCorrelation.of(sorted, comparisons.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RightsTally that && studies.equals(that.studies);
  }

  @Override
  public int hashCode() {
    return studies.hashCode();
  }
}
