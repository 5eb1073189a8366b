package io.gauntlet.score.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Attribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudySlicesTest {

  @Test
  void headingsAndAttributesEachOnce() {
    assertEquals(
        List.of("cardiomegaly", "opacity", "sex=F", "site=north"),
        List.copyOf(
            StudySlices.of(
                List.of(
                    Studies.ofMeshTerms(
                            List.of("cardiomegaly/mild", "opacity/lung", "opacity/base", " "))
                        .get(0),
                    new Attribute("sex", List.of("F")),
                    new Attribute("site", List.of(" north "))))));
    assertEquals(
        List.of("sex=M"),
        List.copyOf(StudySlices.of(Studies.attributes(List.of(), Map.of("sex", "M")))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-17",
    "17.9, 0-17",
    "18, 18-39",
    "39Y, 18-39",
    "040Y, 40-64",
    "64, 40-64",
    "65, 65+",
    "101y, 65+",
    "006M, 0-17",
    "10D, 0-17",
    "adult, adult",
    "40-49, 40-49"
  })
  void agesAreTakenTogether(String age, String group) {
    assertEquals(
        List.of("age=" + group),
        List.copyOf(StudySlices.of(List.of(new Attribute("age", List.of(age))))));
  }
}
