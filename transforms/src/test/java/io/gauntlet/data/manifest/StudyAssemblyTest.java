package io.gauntlet.data.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Studies;
import io.gauntlet.data.Views;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Study;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyAssemblyTest {
  private static final CohortLayout LAYOUT =
      CohortLayoutYaml.read(
          "columns.yaml",
          """
          tables:
            - {study: s, patient: p, image: file, view: v, views: {frontal: [PA], lateral: [LL]}}
            - {study: s, text: [impression, findings], slices: [sex]}
          """);
  private static final CohortRow FRONTAL =
      row(0, 2, Map.of("p", "ann", "file", "b.png", "v", "PA"));
  private static final CohortRow LATERAL =
      row(0, 3, Map.of("p", "ann", "file", "c.png", "v", "ll"));
  private static final CohortRow REPORT =
      row(1, 2, Map.of("impression", "No  Mass.", "sex", "F", "mass", "0"));

  private static final CohortRow OBLIQUE =
      row(0, 5, Map.of("p", "ann", "file", "x.png", "v", "RAO"));

  @Test
  void rowsOfAllTablesAreOneStudy() {
    Study study = study(Views.BOTH, FRONTAL, LATERAL, REPORT);
    assertEquals("7", study.getUid());
    assertEquals("ann", study.getPatient());
    assertEquals("no mass.", study.getCaption());
    assertEquals("no mass", study.getLabel());
    assertEquals(List.of("no mass", "mass"), study.getClassNames());
    assertEquals(Studies.images("in/b.png", "in/c.png"), study.getImages());
    assertEquals("sex", study.getAttributes().get(0).getName());
  }

  @Test
  void ofSeveralImagesOfAViewTheSmallestNameIsTaken() {
    CohortRow other = row(0, 4, Map.of("p", "ann", "file", "a.png", "v", "PA"));
    assertEquals(
        "in/a.png",
        Studies.image(study(Views.BOTH, FRONTAL, LATERAL, other, REPORT), Studies.FRONTAL));
  }

  @Test
  void aStudyThatLacksAViewIsDroppedOrSeenAsBlack() {
    assertEquals("no-lateral", refused(Views.BOTH, FRONTAL, REPORT));
    Views zero = Views.BOTH.withMissing(Views.Missing.ZERO);
    assertEquals(
        List.of(new Image("frontal", "in/b.png"), Studies.missing("lateral")),
        study(zero, FRONTAL, REPORT).getImages());
    assertEquals("no-frontal", refused(zero, OBLIQUE, REPORT));
    assertEquals(
        List.of(new Image("frontal", "in/b.png")),
        study(Views.parse("frontal"), FRONTAL, REPORT).getImages());
  }

  @Test
  void nothingIsGuessedOfRowsThatDisagree() {
    assertEquals("no-label", refused(Views.BOTH, FRONTAL, LATERAL));
    assertEquals(
        "two-patients",
        refused(
            Views.BOTH,
            FRONTAL,
            row(0, 3, Map.of("p", "bob", "file", "c.png", "v", "LL")),
            REPORT));
    assertEquals(
        "two-labels",
        refused(
            Views.BOTH,
            FRONTAL,
            row(0, 3, Map.of("p", "ann", "file", "c.png", "v", "LL", "mass", "1")),
            REPORT));
    assertEquals(
        "no-patient",
        refused(
            Views.BOTH,
            row(0, 2, Map.of("file", "b.png", "v", "PA")),
            row(0, 3, Map.of("file", "c.png", "v", "LL")),
            REPORT));
    assertEquals("no-text", refused(Views.BOTH, FRONTAL, LATERAL, row(1, 2, Map.of("mass", "1"))));
  }

  @Test
  void ofATableWithARowAStudyTheFirstLineCounts() {
    CohortRow later = row(1, 9, Map.of("impression", "mass", "mass", "1"));
    StudyAssembly.Rows rows = assembly(Views.BOTH).sort(List.of(later, LATERAL, REPORT, FRONTAL));
    assertEquals(List.of(FRONTAL, LATERAL, REPORT), rows.used());
    assertEquals(List.of(later), rows.repeated());
  }

  private static Study study(Views views, CohortRow... rows) {
    return assembly(views).study(List.of(rows), path -> "in/" + path);
  }

  private static String refused(Views views, CohortRow... rows) {
    return assertThrows(BadInputException.class, () -> study(views, rows)).reason();
  }

  private static StudyAssembly assembly(Views views) {
    return new StudyAssembly(
        LAYOUT, LabelRule.parse("mass"), views, ImmutableSet.copyOf(Modality.values()));
  }

  private static CohortRow row(int table, long line, Map<String, String> cells) {
    return new CohortRow("t" + table + ".csv", line, table, "7", ImmutableMap.copyOf(cells));
  }
}
