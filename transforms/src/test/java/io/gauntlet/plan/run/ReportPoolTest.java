package io.gauntlet.plan.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.text.ReportOrigin;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Studies;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.ToyVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.chosen.ChooseReports;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which report a study is given in the place of its own. */
class ReportPoolTest {
  private static final List<Study> STUDIES =
      IntStream.range(0, 12)
          .mapToObj(i -> StudyBatches.study("u" + i, "report number " + i, i % 2))
          .toList();

  @Test
  void holdsNeitherTheStudyNorItsPatientNorItsWords() {
    Study own = Study.newBuilder(StudyBatches.study("own", "clear", 0)).setPatient("p").build();
    Study later = Study.newBuilder(StudyBatches.study("later", "mass", 1)).setPatient("p").build();
    Study alike = StudyBatches.study("alike", "clear", 0);
    Study other = StudyBatches.study("other", "opacity", 1);
    ReportPool pool = ReportPool.of(List.of(own, later, alike, other), 1);
    assertEquals(ImmutableList.of("opacity"), pool.othersOf(own, ReportOrigin.ANY));
    assertEquals(
        4, pool.othersOf(StudyBatches.study("new", "effusion", 1), ReportOrigin.ANY).size());
  }

  @Test
  void aReportIsOfTheClassThatIsAskedFor() {
    Study own = STUDIES.get(0);
    ReportPool pool = ReportPool.of(STUDIES, 1);
    assertEquals(
        Set.of(0), classes(pool.othersOf(own, ReportOrigin.SAME_CLASS)), "without its own");
    assertEquals(Set.of(1), classes(pool.othersOf(own, ReportOrigin.OTHER_CLASS)));
    assertEquals(5, pool.othersOf(own, ReportOrigin.SAME_CLASS).size());
    assertEquals(6, pool.othersOf(own, ReportOrigin.OTHER_CLASS).size());
    assertEquals(11, pool.othersOf(own, ReportOrigin.ANY).size());
  }

  /** Nine in ten of a cohort are of one class, and the pool has as many of both. */
  @Test
  void anyReportIsAsLikelyOfAClassAsTheCohortIs() {
    List<Study> cohort =
        IntStream.range(0, 3000)
            .mapToObj(i -> StudyBatches.study("u" + i, "report number " + i, i % 10 == 0 ? 1 : 0))
            .toList();
    List<Study> chosen = ChooseReports.among(cohort, 7);
    assertEquals(2 * ReportPool.OF_A_CLASS, chosen.size());
    ReportPool pool = ReportPool.of(chosen, 7);
    Study stranger = StudyBatches.study("stranger", "nothing", 0);
    List<String> any = pool.othersOf(stranger, ReportOrigin.ANY);
    Set<String> smallest =
        cohort.stream()
            .sorted(Comparator.comparing(study -> KeptStudies.rank(7, study.getUid())))
            .limit(any.size())
            .map(Study::getCaption)
            .collect(Collectors.toSet());
    assertEquals(smallest, Set.copyOf(any), "those of the cohort, whatever their class");
    assertTrue(any.size() >= ReportPool.OF_A_CLASS, () -> "of " + any.size());
    assertEquals(ReportPool.OF_A_CLASS, pool.othersOf(stranger, ReportOrigin.OTHER_CLASS).size());
    assertEquals(ReportPool.OF_A_CLASS, pool.othersOf(stranger, ReportOrigin.SAME_CLASS).size());
  }

  private static Set<Integer> classes(List<String> reports) {
    return reports.stream()
        .map(report -> STUDIES.get(Integer.parseInt(report.substring("report number ".length()))))
        .map(Studies::label)
        .collect(Collectors.toSet());
  }

  @Test
  void aStudyIsGivenTheSameReportInAnyBatch() {
    ReportPool pool = ReportPool.of(STUDIES, 1);
    Map<String, String> together = swapped(STUDIES, pool, 1);
    Map<String, String> alone = new TreeMap<>();
    STUDIES.forEach(study -> alone.putAll(swapped(List.of(study), pool, 1)));
    assertEquals(together, alone);
    assertEquals(
        together, swapped(STUDIES, ReportPool.of(Lists.reverse(STUDIES), 1), 1), "any order");
    STUDIES.forEach(study -> assertNotEquals(study.getCaption(), together.get(study.getUid())));
    assertNotEquals(together, swapped(STUDIES, ReportPool.of(STUDIES, 2), 2), "another seed");
  }

  @Test
  void aStudyForWhichThereIsNoOtherIsNoAnswer() {
    List<Study> one = STUDIES.subList(0, 1);
    Outcome outcome =
        outcomes(one, ReportPool.of(one, 1), 1).stream()
            .filter(made -> made.getAttack().equals("swap-text"))
            .findFirst()
            .orElseThrow();
    assertEquals("invalid no-other-report", outcome.getStatus() + " " + outcome.getReason());
    assertNull(outcomes(STUDIES, ReportPool.of(STUDIES, 1), 1).get(STUDIES.size()).getReason());
  }

  /** Its second logit is the number of words. */
  private static final class WordCount extends ToyVictim {
    WordCount() {
      super(Modality.TEXT);
    }

    @Override
    protected NDArray images(NDArray pixels) {
      throw new UnsupportedOperationException("it reads");
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return embeddings.get(Modality.TEXT);
    }

    @Override
    protected NDArray captions(NDManager scope, List<String> captions) {
      float[] logits = new float[2 * captions.size()];
      for (int row = 0; row < captions.size(); row++) {
        logits[2 * row + 1] = captions.get(row).split(" ").length;
      }
      return scope.create(logits, new Shape(captions.size(), 2));
    }
  }

  private static Map<String, String> swapped(List<Study> studies, ReportPool pool, long seed) {
    Map<String, String> byUid = new TreeMap<>();
    outcomes(studies, pool, seed)
        .forEach(
            outcome -> {
              if (outcome.getAttack().equals("swap-text")) {
                byUid.put(outcome.getUid(), outcome.getAdversarialCaption());
              }
            });
    return byUid;
  }

  private static List<Outcome> outcomes(List<Study> studies, ReportPool pool, long seed) {
    Map<String, Victim> victims = Map.of("text", new WordCount());
    try (NDManager manager = NDManager.newBaseManager()) {
      StudyBatch batch = new StudyBatch(studies, Optional.empty(), ImmutableList.of());
      try (Workbench bench =
          new Workbench(
              manager,
              batch,
              victims,
              AttackCatalogue.load(),
              new Draws(seed, pool, ReportWords.NONE))) {
        return new GridRun(bench, KeptStudies.NONE)
            .run(GridRuns.plan(victims, AttackGrid.of(List.of("swap-text"), List.of())))
            .outcomes();
      }
    }
  }
}
