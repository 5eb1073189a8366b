package io.gauntlet.plan.run;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.text.ReportOrigin;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.Study;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Studies of the cohort, of each class those of the smallest {@link KeptStudies#rank}, whose
 * reports may be put in the place of another's. They are chosen once for a run, from all of its
 * studies, so that the report that a study is given depends on no batch.
 *
 * @param studies in the order of {@link KeptStudies#rank}
 */
public record ReportPool(ImmutableList<Study> studies) {
  /** Enough that few studies share a report, and few enough for the memory of any worker. */
  public static final int OF_A_CLASS = 64;

  /** No report, where no attack takes another study's. */
  public static final ReportPool NONE = new ReportPool(ImmutableList.of());

  /**
   * The pool of some studies, in any order. Of their images nothing is known to it: wherever they
   * are, the pool is the same.
   *
   * @param seed of the run
   */
  public static ReportPool of(List<Study> studies, long seed) {
    return new ReportPool(
        studies.stream()
            .map(study -> Study.newBuilder(study).setImages(List.of()).build())
            .sorted(Comparator.comparing(study -> KeptStudies.rank(seed, study.getUid())))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Whether an attack takes other studies' reports, so that its outcomes depend on the pool. */
  public static boolean isNeededBy(AttackSpec attack) {
    return attack.parts().stream().anyMatch(part -> part.threat().truth() == Truth.EXCHANGED);
  }

  /**
   * The reports that a study may be given: of others, of other patients, with other words. Of the
   * studies that the origin allows they are a sample in which no class is favoured: all those up to
   * the rank up to which the pool is sure to have every one.
   */
  ImmutableList<String> othersOf(Study own, ReportOrigin origin) {
    return drawn(Studies.label(own), origin).stream()
        .filter(other -> !other.getUid().equals(own.getUid()))
        .filter(other -> !isOfSamePatient(other, own))
        .filter(other -> !other.getCaption().equals(own.getCaption()))
        .map(Study::getCaption)
        .collect(ImmutableList.toImmutableList());
  }

  /** A class with as many studies as the pool takes of one may have more, of larger ranks. */
  private List<Study> drawn(int own, ReportOrigin origin) {
    List<Study> allowed =
        studies.stream().filter(other -> origin.holds(Studies.label(other), own)).toList();
    Multiset<String> taken = HashMultiset.create();
    for (Study study : allowed) {
      taken.add(study.getLabel());
      if (taken.count(study.getLabel()) == OF_A_CLASS) {
        return allowed.subList(0, taken.size());
      }
    }
    return allowed;
  }

  private static boolean isOfSamePatient(Study other, Study own) {
    return own.getPatient() != null && Objects.equals(other.getPatient(), own.getPatient());
  }
}
