package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
  private static final List<String> THREE = List.of("normal", "pneumonia", "covid");

  private static void assertRefused(String message, Runnable check) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, check::run).getMessage());
  }

  @Test
  void aLabelHasItsPlace() {
    assertEquals(2, ClassNames.index(THREE, "covid"));
    assertEquals(1, ClassNames.index(List.of("no Edema", "Edema"), "Edema"));
    assertRefused(
        "label is 'flu'; give one of [normal, pneumonia, covid]",
        () -> ClassNames.index(THREE, "flu"));
  }

  @Test
  void twoNamesOrMoreAllOfThemDifferent() {
    assertRefused(
        "there are 1 classes, [a]; give from 2 to 1000", () -> ClassNames.check(List.of("a")));
    assertRefused(
        "two classes are named 'b'; give each a name of its own",
        () -> ClassNames.check(List.of("a", "b", "b")));
    assertRefused(
        "a class of [a,  ] has no name; name every class",
        () -> ClassNames.check(List.of("a", " ")));
    List<String> many = IntStream.range(0, 1001).mapToObj(i -> "c" + i).toList();
    assertRefused(
        "there are 1001 classes, [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, and 991 more];"
            + " give from 2 to 1000",
        () -> ClassNames.check(many));
    assertRefused(
        "there are 2000 classes, [a, a, a, a, a, a, a, a, a, a, and 1990 more];"
            + " give from 2 to 1000",
        () -> ClassNames.check(Collections.nCopies(2000, "a")));
  }

  @Test
  void aMixtureIsRefusedInOneLine() {
    assertRefused(
        "study 1 has the classes [NORMAL, ABNORMAL], and study 2 has [normal, pneumonia, covid];"
            + " train apart",
        () ->
            ClassNames.requireSame(
                new ClassNames.Named("study 1", ClassNames.NORMAL_ABNORMAL),
                new ClassNames.Named("study 2", THREE),
                "train apart"));
  }
}
