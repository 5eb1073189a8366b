package io.gauntlet.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Pixels;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.StudySample;
import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.Slices;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.curve.Measure;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A made-up run over the paper's grid, in which everything that comes from outside is hostile. */
public final class Example {
  static final String HOSTILE =
      "<script>alert('a|b')</script>\"'> ]]> \u202Egpj.exe [x](javascript:alert(1)) www.example.org"
          + " https://example.org "
          + "W".repeat(300);

  private static final String PGD = "pgd:epsilon=0.03:steps=10";
  private static final String SYNONYMS = "synonym-greedy:fraction=0.4";
  private static final int STUDIES = 100;

  /** Half of the studies, and two cells that came too late. */
  private static final RunScope SCOPE =
      RunScope.of(
              new StudySample(
                  50, 1, ImmutableList.of(new StudySample.Share(ClassNames.ABNORMAL, 50, 100))))
          .and(
              RunScope.of(
                  new DeadlineResult(
                      "6h",
                      DeadlineResult.Primaries.LATE,
                      ImmutableSortedSet.of(
                          new PartCell("image", PGD, null, null),
                          new PartCell("text", PGD, null, null),
                          new PartCell("ensemble", PGD, "late-fusion", 2L)))));

  private Example() {}

  static Report report() {
    return Report.of(scorecard())
        .withVerdict(verdict())
        .withHistory(history())
        .withGallery(
            Exhibits.of(
                outcomes(),
                attack -> attack.text().equals(PGD) ? 0 : 1,
                1_000_000,
                ImmutableSet.of("added")))
        .withScope(SCOPE)
        .withProvenance(
            Map.of("output", "gs://bucket/" + "very-long-folder/".repeat(12), "note", HOSTILE))
        .withSeconds(Map.of("attack", 12.5, HOSTILE, 1.0))
        .withQuarantine(Map.of("no-lateral", 12L, HOSTILE, 3L));
  }

  public static Scorecard scorecard() {
    List<ScorecardCell> cells = new ArrayList<>();
    List<ScorecardCell> transfer = new ArrayList<>();
    int strength = 0;
    for (PaperGrid.Row row : PaperGrid.table1()) {
      for (String victim : PaperGrid.fusedVictims()) {
        cells.add(cell(victim, row.attack().text(), null, strength++));
      }
      if (row.unimodal().isPresent()) {
        cells.add(cell(row.unimodal().get(), row.attack().text(), null, strength));
      }
    }
    cells.add(cell(HOSTILE, "none", null, 0));
    cells.add(cell(HOSTILE, HOSTILE, null, 9));
    cells.add(cell(PaperGrid.IMAGE, "none", null, 0));
    cells.add(cell(PaperGrid.IMAGE, "pgd:epsilon=0.1:steps=40", null, 40));
    for (String generator : PaperGrid.fusedVictims()) {
      for (String victim : PaperGrid.fusedVictims()) {
        if (!victim.equals(generator)) {
          transfer.add(cell(victim, PaperGrid.table2Attack().text(), generator, 2));
          transfer.add(
              cell(victim, PaperGrid.table3Attack().text(), generator, generator.length() - 6));
        }
      }
    }
    transfer.add(cell(HOSTILE, HOSTILE, HOSTILE + "2", 7));
    return new Scorecard(
        cells,
        transfer,
        List.of(),
        new BudgetCurves(
            List.of(curve(PaperGrid.EARLY, 0), curve(PaperGrid.LATE, 10), curve(HOSTILE, 20)),
            List.of(radii(PaperGrid.EARLY), radii(HOSTILE))),
        List.of(interaction(PaperGrid.EARLY), interaction(PaperGrid.LATE), interaction(HOSTILE)),
        new Slices(
            List.of(
                slice(HOSTILE, PaperGrid.EARLY, "none"),
                slice("Cardiomegaly", PaperGrid.EARLY, "none")),
            20),
        List.of(
            new FalseSecurityWarning(
                FalseSecurityWarning.Sign.INVALID_OUTCOMES,
                HOSTILE,
                HOSTILE,
                ImmutableList.of(
                    new WarningFigure(HOSTILE, new CellKey(HOSTILE, HOSTILE, HOSTILE), 3)))));
  }

  public static ScorecardCell cell(String victim, String attack, String generator, int broken) {
    return ScorecardCell.counted(
            new CellKey(victim, attack, generator),
            Attacks.scored(attack),
            new ConfusionMatrix(50 - broken, broken, 50, 0),
            100 - broken,
            Math.min(broken, 50))
        .with(Map.of(Metric.MEDIAN_QUERIES, Estimate.of(broken)));
  }

  private static RobustnessCurve curve(String victim, int lost) {
    return new RobustnessCurve(
        victim,
        "pgd:steps=10",
        "epsilon",
        IntStream.rangeClosed(0, 3)
            .mapToObj(
                i ->
                    new RobustnessCurve.Point(
                        i / 100.0,
                        "pgd:epsilon=" + i / 100.0 + ":steps=10",
                        share(95 - lost - 20 * i),
                        share(90 - lost - 20 * i)))
            .collect(ImmutableList.toImmutableList()),
        share(60),
        share(55));
  }

  private static RadiusCurve radii(String victim) {
    return new RadiusCurve(
        victim,
        Measure.LINF,
        100,
        ImmutableList.of(
            new RadiusCurve.Step(0, share(95)),
            new RadiusCurve.Step(0.004, share(60)),
            new RadiusCurve.Step(8 / 255.0, share(20))),
        Estimate.of(0.004),
        Estimate.UNKNOWN);
  }

  private static ModalityInteraction interaction(String victim) {
    return ModalityInteraction.builder()
        .victim(victim)
        .imageAttack(PGD)
        .textAttack(SYNONYMS)
        .studies(STUDIES)
        .clean(share(95))
        .image(share(20))
        .text(share(60))
        .both(share(10))
        .imageEffect(new Estimate(0.625, 0.55, 0.7))
        .textEffect(new Estimate(0.225, 0.15, 0.3))
        .interaction(new Estimate(-0.25, -0.33, -0.17))
        .imageShare(new Estimate(0.735, 0.65, 0.82))
        .dominant(ModalityInteraction.Dominance.IMAGE)
        .followsImage(share(88))
        .onlyImage(share(45))
        .onlyText(share(9))
        .either(share(30))
        .onlyTogether(share(4))
        .build();
  }

  /** A victim that is right on no study, whatever is attacked. */
  static ModalityInteraction neverRight(String victim) {
    Estimate nothing = new Estimate(0, 0, 0);
    return ModalityInteraction.builder()
        .victim(victim)
        .imageAttack(PGD)
        .textAttack(SYNONYMS)
        .studies(STUDIES)
        .clean(share(0))
        .image(share(0))
        .text(share(0))
        .both(share(0))
        .imageEffect(nothing)
        .textEffect(nothing)
        .interaction(nothing)
        .imageShare(Estimate.UNKNOWN)
        .dominant(ModalityInteraction.Dominance.UNDECIDED)
        .followsImage(Estimate.UNKNOWN)
        .onlyImage(Estimate.UNKNOWN)
        .onlyText(Estimate.UNKNOWN)
        .either(Estimate.UNKNOWN)
        .onlyTogether(Estimate.UNKNOWN)
        .build();
  }

  private static Slice slice(String term, String victim, String attack) {
    return new Slice(
        term, new CellKey(victim, attack, null), new ConfusionMatrix(20, 3, 5, 2), 28, 0, 1);
  }

  private static Estimate share(int percent) {
    return Proportion.of(percent, STUDIES);
  }

  public static Verdict verdict() {
    return Verdict.builder()
        .status(Verdict.Status.FAIL)
        .causes(
            ImmutableList.of(
                Cause.of(Cause.Code.LOST, pair(PaperGrid.LATE, null), ComparedMetric.ACCURACY)
                    .with("drop", 0.07)
                    .with("margin", 0.05)
                    .with("corrected_p", 0.008),
                Cause.of(Cause.Code.CELL_MISSING, pair(HOSTILE, HOSTILE))))
        .reference("/runs/1")
        .candidate("/runs/2")
        .alpha(0.05)
        .looks(1)
        .primaries(
            ImmutableList.of(
                primary(PaperGrid.EARLY, PrimaryResult.Status.PASS, 0.01),
                primary(PaperGrid.LATE, PrimaryResult.Status.FAIL, 0.07)))
        .cells(
            ImmutableList.of(
                CellVerdict.builder()
                    .key(new CellKey(PaperGrid.LATE, PGD, null))
                    .slice(HOSTILE)
                    .metric(ComparedMetric.ACCURACY)
                    .studies(STUDIES)
                    .reference(0.5)
                    .candidate(0.43)
                    .drop(new Estimate(0.07, 0.04, 0.1))
                    .p(0.001)
                    .correctedP(0.008)
                    .build()))
        .build();
  }

  private static PairKey pair(String victim, String slice) {
    return new PairKey(new CellKey(victim, PGD, null), slice);
  }

  private static PrimaryResult primary(String victim, PrimaryResult.Status status, double drop) {
    return PrimaryResult.builder()
        .key(new CellKey(victim, PGD, null))
        .metric(ComparedMetric.ACCURACY)
        .margin(0.05)
        .status(status)
        .studies(STUDIES)
        .reference(0.5)
        .candidate(0.5 - drop)
        .drop(new Estimate(drop, drop - 0.03, drop + 0.03))
        .bound(drop + 0.03)
        .p(0.001)
        .correctedP(0.008)
        .discordance(0.1)
        .build();
  }

  private static List<HistoryRow> history() {
    List<HistoryRow> rows = new ArrayList<>();
    Instant first = Instant.parse("2026-11-01T02:00:00Z");
    for (int night = 0; night < 6; night++) {
      for (String attack : List.of("none", PGD, SYNONYMS)) {
        double accuracy = attack.equals("none") ? 0.95 - night / 100.0 : 0.3 + night / 50.0;
        rows.add(
            HistoryRow.newBuilder()
                .setNight(first.plus(night, ChronoUnit.DAYS))
                .setRun(HOSTILE)
                .setDataDigest("")
                .setVictim(PaperGrid.EARLY)
                .setAttack(attack)
                .setN(STUDIES)
                .setAccuracy(accuracy)
                .setAccuracyLow(accuracy - 0.04)
                .setAccuracyHigh(accuracy + 0.04)
                .setVerdict("PASS")
                .build());
      }
    }
    return rows;
  }

  /** One kept study with a hostile uid and caption, fooled through images and words. */
  static List<Outcome> outcomes() {
    return List.of(
        outcome("none", 0.5f, null, false),
        outcome(PGD, 0.6f, null, true),
        outcome(PGD + "+" + SYNONYMS, 0.6f, "added " + HOSTILE, true),
        outcome(SYNONYMS, 0.5f, "added " + HOSTILE, false));
  }

  private static Outcome outcome(
      String attack, float grey, String attackedCaption, boolean fooled) {
    float[] pixels = new float[8 * 16];
    Arrays.fill(pixels, grey);
    return Outcome.newBuilder()
        .setUid(HOSTILE)
        .setVictim(PaperGrid.EARLY)
        .setAttack(attack)
        .setAttackFields(Attacks.fields(attack))
        .setLabel(ClassNames.ABNORMAL)
        .setCleanLogits(List.of(0f, 2f))
        .setAdversarialLogits(fooled ? List.of(2f, 0f) : List.of(0f, 2f))
        .setLinf(attackedCaption == null ? 0.1f : 0)
        .setL2(0)
        .setWordsChanged(attackedCaption == null ? 0 : 1)
        .setWords(3)
        .setQueries(1)
        .setCleanCaption("removed " + HOSTILE)
        .setAdversarialCaption(attackedCaption)
        .setAdversarialImage(
            attack.equals(SYNONYMS) ? null : ByteBuffer.wrap(Pixels.of(8, 16, pixels).toPng()))
        .setKeptLogits(List.of(0f, 2f))
        .build();
  }
}
