package io.gauntlet.records.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunContentsTest {
  private static final RunContents REFERENCE = contents("a", "1", "text/none text/pwws image/none");

  /** Which cells and revisions of a candidate the reference need not be asked for. */
  @ParameterizedTest
  @CsvSource({
    "a, 1, text/none text/pwws image/none, true",
    "a, 1, text/none text/pwws image/none ours/none, true",
    "a, 1, text/none text/pwws, true",
    "b, 1, text/none text/pwws image/none, false",
    "a, 2, text/none text/pwws image/none, false",
    "a, 1, text/none text/pwws text/hotflip image/none, false",
    "a, 1, text/none image/none, false",
    "a, 1, text/none text/pwws image/none image/fgsm, false",
  })
  void theSameIsAskedOfTheVictimsOfBoth(
      String studies, String revision, String cells, boolean same) {
    RunContents candidate = contents(studies, revision, cells);
    assertEquals(same, REFERENCE.isLike(candidate));
    assertEquals(same, candidate.isLike(REFERENCE));
  }

  private static RunContents contents(String studies, String revision, String cells) {
    return new RunContents(
        studies,
        Stream.of(cells.split(" "))
            .map(cell -> cell.split("/"))
            .map(cell -> new PartCell(cell[0], cell[1], null, null))
            .collect(ImmutableSortedSet.toImmutableSortedSet(PartCell::compareTo)),
        ImmutableSortedMap.of("pwws", revision));
  }
}
