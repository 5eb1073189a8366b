package io.gauntlet.report.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordDiffTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the heart is normal. | the heart is normal. | the heart is normal.",
        "the heart is normal. | the bosom is normal. | the [heart] <bosom> is normal.",
        "the heart is normal. | the big Bosom is normal. | the [heart] {big} <Bosom> is normal.",
        "lungs are clear. no mass | lungs are. no mass | lungs are [clear]. no mass",
        "clear lungs | lungs | [clear] lungs",
        "no mass | no large mass | no {large} mass",
        "a x-ray, old | a film, old | a [x-ray] <film>, old",
      })
  void strikesAndAddsWholeWords(String clean, String attacked, String shown) {
    assertEquals(
        shown,
        WordDiff.of(clean, attacked, ImmutableSet.of("bosom", "film")).stream()
            .map(passage -> (passage.spaced() ? " " : "") + marked(passage))
            .collect(Collectors.joining()));
  }

  private static String marked(Passage passage) {
    return switch (passage.fate()) {
      case LEFT -> passage.words();
      case STRUCK -> "[" + passage.words() + "]";
      case ADDED -> "{" + passage.words() + "}";
      case UNKNOWN -> "<" + passage.words() + ">";
    };
  }

  @Test
  void anEmptiedCaptionIsStruckWhole() {
    assertEquals(
        "[Passage[fate=STRUCK, spaced=false, words=all gone]]",
        WordDiff.of("all gone", "", ImmutableSet.of()).toString());
  }
}
