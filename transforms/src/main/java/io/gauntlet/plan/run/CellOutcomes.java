package io.gauntlet.plan.run;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.attack.victim.VictimCounts;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.plan.Cell;
import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the outcomes of cells. */
final class CellOutcomes {
  private static final String INVALID = "invalid";
  private static final String NOT_FINITE = "logits-not-finite";
  private static final String NO_OTHER_REPORT = "no-other-report";

  private final Workbench bench;
  private final StudyBatch batch;
  private final Gallery gallery;
  private final AttackWatch watch;

  CellOutcomes(Workbench bench, Gallery gallery, AttackWatch watch) {
    this.bench = bench;
    this.batch = bench.batch();
    this.gallery = gallery;
    this.watch = watch;
  }

  /**
   * The outcomes of a cell, a study each.
   *
   * @param clean the victim's logits on the clean studies
   * @param attacked what the cell looks at, in the order of its attempts
   */
  List<Outcome> of(Cell cell, List<Logits> clean, List<AttackedStudies> attacked) {
    AttackFields fields = AttackValues.of(cell.attack());
    List<Outcome> outcomes = new ArrayList<>();
    List<AttackedStudies> chosen = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      AttackedStudies worst = worst(attacked, row);
      chosen.add(worst);
      Outcome outcome = outcome(cell, clean.get(row), worst, row);
      outcome.setAttackFields(fields);
      count(outcome, attacked, row);
      outcomes.add(outcome);
    }
    watch.scored(cell, chosen.stream().map(studies -> studies.attempt().study()).toList());
    if (cell.generator().isEmpty()) {
      gallery.keep(cell.victim(), cell.attack(), chosen, outcomes);
    }
    return outcomes;
  }

  private AttackedStudies worst(List<AttackedStudies> attacked, int row) {
    int label = batch.labels().get(row);
    AttackedStudies worst = attacked.get(0);
    for (AttackedStudies studies : attacked) {
      if (studies.margin(row, label) < worst.margin(row, label)) {
        worst = studies;
      }
    }
    return worst;
  }

  private Outcome outcome(Cell cell, Logits clean, AttackedStudies worst, int row) {
    Optional<AttackedText> text = worst.text(row);
    ImageChange change = worst.change();
    Outcome outcome =
        begun(cell, row)
            .setCleanLogits(clean.toList())
            .setAdversarialLogits(worst.logits().get(row).toList())
            .setLinf(change.linf().get(row))
            .setL2(change.l2().get(row))
            .setWordsChanged(text.map(AttackedText::wordsChanged).orElse(0))
            .setWords(text.map(AttackedText::words).orElse(0))
            .setAdversarialCaption(text.map(AttackedText::caption).orElse(null))
            .setWorstAttack(
                cell.attack().members().isEmpty() ? null : worst.attempt().attack().toString())
            .build();
    cell.generator()
        .ifPresent(
            generator ->
                outcome.setSharedBranches(
                    bench.profile(cell.victim()).sharedWith(bench.profile(generator))));
    OperatingPoint point = bench.victim(cell.victim()).operatingPoint();
    if (!point.isHalf()) {
      outcome.setThreshold(point.threshold());
    }
    if (!clean.isFinite() || !worst.logits().get(row).isFinite()) {
      outcome.setStatus(INVALID);
      outcome.setReason(NOT_FINITE);
    } else if (lacksOtherReport(worst, row)) {
      outcome.setStatus(INVALID);
      outcome.setReason(NO_OTHER_REPORT);
    }
    return outcome;
  }

  /** What is known of an outcome before the study is attacked. */
  private Outcome.Builder begun(Cell cell, int row) {
    Study study = batch.studies().get(row);
    return Outcome.newBuilder()
        .setUid(study.getUid())
        .setVictim(cell.victim())
        .setAttack(cell.attack().toString())
        .setGenerator(cell.generator().orElse(null))
        .setPatient(study.getPatient())
        .setStudyDigest(study.getDigest())
        .setAttributes(study.getAttributes())
        .setLabel(study.getLabel())
        .setClassNames(study.getClassNames())
        .setQueries(0);
  }

  /** The outcomes of a cell whose victim gives no answers, a study each: they are none. */
  List<Outcome> unanswered(Cell cell) {
    AttackFields fields = AttackValues.of(cell.attack());
    List<Outcome> outcomes = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      List<Float> none =
          Collections.nCopies(batch.studies().get(row).getClassNames().size(), Float.NaN);
      Outcome outcome =
          begun(cell, row)
              .setCleanLogits(none)
              .setAdversarialLogits(none)
              .setLinf(0f)
              .setL2(0f)
              .setWordsChanged(0)
              .setWords(0)
              .setAdversarialCaption(null)
              .setWorstAttack(null)
              .setStatus(INVALID)
              .setReason(UnansweredException.REASON)
              .build();
      outcome.setAttackFields(fields);
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /** Whether the study was to be given another's report, and no other study has one. */
  private boolean lacksOtherReport(AttackedStudies shown, int row) {
    return shown.attempt().attack().parts().stream()
        .anyMatch(part -> ReportPool.isNeededBy(part) && bench.others(part, row).isEmpty());
  }

  /** Adds up what was asked for all that the cell looks at, each piece of work once. */
  private static void count(Outcome outcome, List<AttackedStudies> attacked, int row) {
    Set<Content> counted = new HashSet<>();
    for (AttackedStudies studies : attacked) {
      AttackedStudy study = studies.attempt().study();
      if (counted.add(study.content(Modality.IMAGE))) {
        VictimCounts counts = studies.change().counts();
        outcome.setQueries(outcome.getQueries() + counts.queries().get(row));
        outcome.setGradients(outcome.getGradients() + counts.gradients().get(row));
        outcome.setZeroGradients(outcome.getZeroGradients() + counts.zeroGradients().get(row));
        outcome.setNonFiniteGradients(
            outcome.getNonFiniteGradients() + counts.nonFiniteGradients().get(row));
      }
      if (counted.add(study.content(Modality.TEXT))) {
        long queries = studies.text(row).map(AttackedText::queries).orElse(0L);
        outcome.setQueries(outcome.getQueries() + queries);
      }
    }
  }
}
