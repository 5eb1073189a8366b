package io.gauntlet.attack.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.attack.text.NamedAttacks;
import io.gauntlet.data.words.Lexicon;
import io.gauntlet.data.words.Lexicon.Group;
import io.gauntlet.data.words.ReportWords;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlausibleSynonymsTest {
  private static final Lexicon LEXICON =
      Lexicon.of(
          List.of(
              new Group(ImmutableList.of("opacity", "density", "shadow on the film"), "a test"),
              new Group(ImmutableList.of("visualized", "seen"), "a test")));

  private static final Map<String, Long> DOCTORS =
      Map.of("physician", 5L, "doc", 5L, "repair", 5L, "fix", 5L);

  @Test
  void theLexiconNeedsNoReport() {
    assertEquals(List.of("density"), candidates("an opacity", 1, Map.of()));
    assertEquals(List.of("densities"), candidates("two opacities", 1, Map.of()));
  }

  @Test
  void wordNetGivesWhatReportsHaveInTheSameForm() {
    Map<String, Long> reports = Map.of("sustained", 2L, "sustain", 9L, "suffer", 9L);
    assertEquals(List.of("sustained"), candidates("the patient suffered a fall", 2, reports));
    assertEquals(
        List.of("seen"),
        candidates("the lungs are visualized", 3, Map.of("imaged", 9L)),
        "the lexicon knows better");
  }

  @Test
  void aWordOfOneReportIsNotKnown() {
    assertEquals(List.of("doc"), doctor(2));
    assertEquals(List.of(), doctor(1));
  }

  private static List<String> doctor(long reports) {
    return candidates("the doctor came", 1, Map.of("doc", reports));
  }

  @Test
  void rareSensesAreLeftOut() {
    assertEquals(List.of(), candidates("the x-ray table moved", 2, Map.of("mesa", 5L)));
    assertEquals(List.of("doc", "physician"), candidates("the doctor came", 1, DOCTORS));
  }

  @Test
  void numeralsMarksAndDenialsStay() {
    for (String word : List.of("iv", "iii", "ix", "xxxx", "xxxx's", "clear", "free", "resolved")) {
      assertTrue(ProtectedWords.isProtected(word), word);
    }
    for (String word : List.of("limits", "evidence", "resolution", "clearing", "x")) {
      assertTrue(ProtectedWords.isProtected(word), word);
    }
    for (String word : List.of("iva", "mix", "exam", "lung", "six-month-free-of")) {
      assertEquals(word.startsWith("six"), ProtectedWords.isProtected(word), word);
    }
  }

  @Test
  void whatIsFoundAndWhereIsForTheLexiconAlone() {
    Map<String, Long> reports =
        Map.of("masses", 9L, "anterior", 9L, "remaining", 9L, "breast", 9L, "years", 9L);
    for (String word : List.of("volumes", "prior", "left", "chest", "days")) {
      assertEquals(List.of(), candidates("some " + word + " here", 1, reports), word);
    }
  }

  @Test
  void ofTheShippedLexiconReportsKnowTheWords() {
    ReportWords none = ReportWords.of(Map.of(), Lexicon.shipped());
    ReportWords some = ReportWords.of(Map.of("slight", 1L), Lexicon.shipped());
    assertTrue(none.partners("edema").contains("oedema"));
    assertFalse(some.partners("edema").contains("oedema"));
    assertTrue(some.partners("mild").contains("slight"));
  }

  @Test
  void aUserMayHaveTheOldOnesBack() {
    assertEquals("the chest is xxxx", attacked("synonym-greedy", "the chest is xxxx"));
    assertFalse(attacked("synonym-greedy:plausible=off", "the chest").equals("the chest"));
  }

  @Test
  void anAttackOnOtherWordsCanBeHeldToThem() {
    Constraint plausible =
        new Plausible().among(ReportWords.of(Map.of("effusion", 3L, "patient", 3L), LEXICON));
    Words words = Words.of("an opacity");
    assertEquals(
        List.of("density"),
        Stream.of("effusion", "density", "bureau", "patient")
            .filter(candidate -> plausible.allows(words, 1, candidate))
            .toList());
    assertTrue(plausible.allows(Words.of("a person"), 1, "patient"));
    assertFalse(plausible.allows(Words.of("a person"), 1, "effusion"));
  }

  private static String attacked(String attack, String caption) {
    TextTarget target =
        new TextTarget(0, "u", caption, 0, 0).withWords(ReportWords.of(Map.of(), LEXICON));
    return NamedAttacks.of(attack)
        .attack(new BagOfWords(Map.of("chest", -2)), List.of(target))
        .get(0)
        .caption();
  }

  private static List<String> candidates(String caption, int place, Map<String, Long> reports) {
    return new PlausibleSynonyms()
        .among(ReportWords.of(reports, LEXICON))
        .candidates(Words.of(caption), place);
  }
}
