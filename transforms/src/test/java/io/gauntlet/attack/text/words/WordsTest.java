package io.gauntlet.attack.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Range;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void splitsAtWhatIsNoLetterDigitHyphenOrApostrophe() {
    assertEquals(List.of("no", "follow-up", "t9", "don't"), all("no follow-up (t9); don't."));
    assertEquals(List.of("no", "so", "called"), all("'no' - so--called-"));
    assertEquals(List.of(), all(" ... - ' "));
    assertEquals(List.of(), all(""));
  }

  @Test
  void aRandomCaptionComesBackToTheLetter() {
    String letters = "ab9-'.,;:!?()[]\"/ \t\u00e9\u0301\ud835\udc00";
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 2000; round++) {
      StringBuilder caption = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        caption.append(letters.charAt(random.nextInt(letters.length())));
      }
      Words words = Words.of(caption.toString());
      assertEquals(caption.toString(), words.toString());
      assertEquals(words, words.without(Set.of()));
      IntStream.range(0, words.size()).forEach(i -> assertTrue(Words.isWord(words.get(i))));
    }
  }

  @Test
  void knowsWhereAWordIsAndWhichSentenceItIsOf() {
    String caption = "(a) bb: c. d! ee";
    Words words = Words.of(caption);
    for (int i = 0; i < words.size(); i++) {
      Range<Integer> chars = words.chars(i);
      assertEquals(words.get(i), caption.substring(chars.lowerEndpoint(), chars.upperEndpoint()));
    }
    List<List<String>> sentences =
        IntStream.range(0, words.size()).mapToObj(i -> words.in(words.sentence(i))).toList();
    List<String> first = List.of("a", "bb", "c");
    assertEquals(List.of(first, first, first, List.of("d"), List.of("ee")), sentences);
    assertThrows(IndexOutOfBoundsException.class, () -> words.chars(5));
    assertThrows(IndexOutOfBoundsException.class, () -> words.sentence(-1));
  }

  @Test
  void allWordsChangeAtOnceInTheirPlaces() {
    Words words = Words.of("(a) bb.");
    assertEquals("(x) y.", words.withAll(List.of("x", "y")).toString());
    assertThrows(IllegalArgumentException.class, () -> words.withAll(List.of("x")));
  }

  @Test
  void replacesOneWordAndLeavesTheOldCaption() {
    Words words = Words.of("heart, lungs.");
    assertEquals("heart, [UNK].", words.replace(1, "[UNK]").toString());
    assertEquals("heart, lungs.", words.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> words.replace(2, "x"));
    assertThrows(IndexOutOfBoundsException.class, () -> words.without(Set.of(-1)));
  }

  @Test
  void removalLeavesOneMarkAndOneSpace() {
    assertEquals("a c", without("a b c", 1));
    assertEquals("a. c", without("a. b. c", 1));
    assertEquals("a. c", without("a, b. c", 1));
    assertEquals("a, c", without("a, b, c", 1));
    assertEquals("b.", without("a. b.", 0));
    assertEquals("a.", without("a b.", 1));
    assertEquals("a.", without("a. b.", 1));
    assertEquals("a c", without("a (b) c", 1));
    assertEquals("a (c)", without("a (b c)", 1));
    assertEquals("x y", without("x and/or y", 1, 2));
    assertEquals("d", without("a, b. c d", 0, 1, 2));
    assertEquals("a d", without("a b c d", 1, 2));
    assertEquals("", without("a, b.", 0, 1));
  }

  @Test
  void severalWordsAreNotOne() {
    assertTrue(Words.isWord("follow-up"));
    assertFalse(Words.isWord("follow up"));
    assertFalse(Words.isWord("follow_up"));
    assertFalse(Words.isWord(""));
  }

  private static List<String> all(String caption) {
    Words words = Words.of(caption);
    return IntStream.range(0, words.size()).mapToObj(words::get).toList();
  }

  private static String without(String caption, Integer... places) {
    return Words.of(caption).without(Set.of(places)).toString();
  }
}
