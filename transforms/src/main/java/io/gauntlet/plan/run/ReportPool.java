package io.gauntlet.plan.run;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.Study;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Studies of the cohort whose reports may be put in the place of another's. They are chosen once
 * for a run, from all of its studies, so that the report that a study is given depends on no batch.
 *
 * @param studies in the order of {@link KeptStudies#rank}
 */
public record ReportPool(ImmutableList<Study> studies) {
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

  /** The reports that a study may be given: of others, of other patients, with other words. */
  ImmutableList<TextTarget.Report> othersOf(Study own) {
    return studies.stream()
        .filter(other -> !other.getUid().equals(own.getUid()))
        .filter(other -> !isOfSamePatient(other, own))
        .filter(other -> !other.getCaption().equals(own.getCaption()))
        .map(other -> new TextTarget.Report(other.getCaption(), Studies.label(other)))
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isOfSamePatient(Study other, Study own) {
    return own.getPatient() != null && Objects.equals(other.getPatient(), own.getPatient());
  }
}
