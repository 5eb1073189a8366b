package io.gauntlet.data.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.yaml.YamlFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortLayoutYamlTest {

  @Test
  void readsATableOfOneRowAStudy() {
    CohortLayout layout =
        CohortLayoutYaml.read(
            "columns.yaml",
            """
            study: id
            patient: who
            images: {frontal: front, oblique: "sub/{who:2}/{file}"}
            text: [findings, impression]
            slices: sex
            """);
    assertEquals(Set.of("frontal", "oblique"), layout.views());
    assertTrue(layout.hasText());
    assertTrue(layout.hasPatients());
    assertEquals(
        List.of("id", "who", "front", "file", "findings", "impression", "sex"),
        layout.tables().get(0).columns());
  }

  @Test
  void readsTablesOfOneRowAnImage() {
    CohortLayout layout =
        CohortLayoutYaml.read(
            "columns.yaml",
            """
            tables:
              - study: s
                image: file
                view: projection
                views: {frontal: [PA, AP], lateral: LL}
              - study: s
                studyPrefix: x
                text: report
            """);
    assertEquals(2, layout.size());
    assertFalse(layout.hasPatients());
    TableImages images = layout.tables().get(0).images();
    assertEquals(
        Map.of("lateral", "1.png"),
        images.of(column -> Map.of("file", "1.png", "projection", "ll").get(column)));
    assertEquals(
        Map.of(), images.of(column -> Map.of("file", "1.png", "projection", "RAO").get(column)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'studdy: id' | line 1: there is no key 'studdy'; did you mean 'study'?",
        "'patient: who' | study is missing; name the column that identifies a study",
        "'{study: id, text: []}' | text is empty",
        "'{study: id, images: {Front: a}}' | 'Front' is no name of a view",
        "'{study: id, images: {frontal: [a, b]}}' | images.frontal names several columns",
        "'{study: id, images: {frontal: \"a{b\"}}' | has a brace that belongs to no column",
        "'{study: id, image: a}' | view is missing",
        "'{study: id, image: a, view: b, views: {frontal: [PA, pa]}}' | has pa, which is there twice",
        "'{study: id, image: a, images: {frontal: b}}' | keep one of both",
        "'study: id\nstudy: uid' | 'study' is said twice",
        "'tables: []' | tables is empty",
        "'- a' | a layout has keys and values",
        "'{tables: [{study: a}], study: b}' | there is no key 'study'"
      })
  void saysLineAndKeyOfWhatIsWrong(String yaml, String message) {
    YamlFault fault =
        assertThrows(
            YamlFault.class,
            () -> CohortLayoutYaml.read("columns.yaml", yaml.replace("\\n", "\n")));
    assertTrue(fault.getMessage().startsWith("columns.yaml, line "), fault.getMessage());
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
  }

  @Test
  void aCellTemplateTakesTheFirstCharactersOfACell() {
    CellTemplate path = CellTemplate.of("files/p{subject:2}/p{subject}/{image}.jpg");
    assertEquals(Set.of("subject", "image"), path.columns());
    Map<String, String> cells = Map.of("subject", "10000032", "image", "$1\\");
    assertEquals("files/p10/p10000032/$1\\.jpg", path.fill(cells::get));
    assertEquals("", path.fill(column -> column.equals("image") ? "" : "1"));
  }
}
