package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.gauntlet.score.stats.PairedDeLong;
import io.gauntlet.score.stats.PairedLeads;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How each study is ranked by every seed of two runs, for areas under the curve. Not thread-safe.
 */
final class RankedPairs implements Serializable {
  private static final long serialVersionUID = 1;

  /** Whatever the order of merging, sums of rounded numbers are the same in this one. */
  private static final Comparator<Ranked> ORDER =
      Comparator.comparing(Ranked::patient)
          .thenComparing(Ranked::reference, RankedPairs::compare)
          .thenComparing(Ranked::candidate, RankedPairs::compare);

  private final List<Ranked> studies = new ArrayList<>();

  /** The leads of a study, one a seed, by rising seed. */
  private record Ranked(
      boolean abnormal,
      String patient,
      ImmutableDoubleArray reference,
      ImmutableDoubleArray candidate)
      implements Serializable {}

  void add(StudyPair pair) {
    studies.add(
        new Ranked(
            pair.isAbnormal(),
            pair.patient(),
            pair.reference().leadsAtBest(),
            pair.candidate().leadsAtWorst()));
  }

  void merge(RankedPairs other) {
    studies.addAll(other.studies);
  }

  /** The areas under the curves of both; empty without studies, or where some lack a seed. */
  Optional<PairedDeLong> areas() {
    boolean even =
        studies.stream().map(study -> study.reference().length()).distinct().count() == 1
            && studies.stream().map(study -> study.candidate().length()).distinct().count() == 1;
    return even
        ? Optional.of(PairedDeLong.of(leads(Studies.ABNORMAL), leads(Studies.NORMAL)))
        : Optional.empty();
  }

  private PairedLeads leads(Studies of) {
    List<Ranked> sorted =
        studies.stream().filter(study -> of.include(study.abnormal())).sorted(ORDER).toList();
    boolean known = studies.stream().noneMatch(study -> study.patient().isEmpty());
    return new PairedLeads(
        bySeed(sorted, Ranked::reference),
        bySeed(sorted, Ranked::candidate),
        known
            ? sorted.stream().map(Ranked::patient).collect(ImmutableList.toImmutableList())
            : ImmutableList.of());
  }

  private ImmutableList<ImmutableDoubleArray> bySeed(
      List<Ranked> sorted, Function<Ranked, ImmutableDoubleArray> leads) {
    return IntStream.range(0, leads.apply(studies.get(0)).length())
        .mapToObj(
            seed ->
                ImmutableDoubleArray.copyOf(
                    sorted.stream().mapToDouble(study -> leads.apply(study).get(seed))))
        .collect(ImmutableList.toImmutableList());
  }

  private static int compare(ImmutableDoubleArray one, ImmutableDoubleArray other) {
    for (int seed = 0; seed < Math.min(one.length(), other.length()); seed++) {
      int order = Double.compare(one.get(seed), other.get(seed));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
