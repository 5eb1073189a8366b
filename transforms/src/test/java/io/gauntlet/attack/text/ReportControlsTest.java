package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.data.words.ReportWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reports that are taken away, or taken for each other. */
class ReportControlsTest {
  private static final ImmutableList<String> OTHERS =
      ImmutableList.of("clear", "clear lungs", "mass");

  @Test
  void aDroppedReportIsEmptyHoweverLongItWas() {
    assertEquals(new AttackedText("", 3, 3, 0), run("drop-text", target("a b c", 1)));
    assertEquals(new AttackedText("", 0, 0, 0), run("drop-text", target("", 1)));
  }

  @Test
  void aReportIsSwappedForAnyOtherByItsSeedAlone() {
    assertEquals(
        Set.of("clear", "clear lungs", "mass"),
        seen(seed -> run("swap-text", target("a b", seed))));
    assertEquals(run("swap-text", target("a b", 5)), run("swap-text", target("a b", 5)));
    assertEquals(2, run("swap-text", target("a b", 5)).wordsChanged());
  }

  @Test
  void withoutAnotherReportItsOwnStays() {
    TextTarget alone = new TextTarget(0, "u", "a b", 1, 3);
    assertEquals(new AttackedText("a b", 0, 2, 0), run("swap-text", alone));
  }

  private static Set<String> seen(LongFunction<AttackedText> attack) {
    return LongStream.range(-50, 50)
        .mapToObj(attack)
        .map(AttackedText::caption)
        .collect(Collectors.toSet());
  }

  /** An abnormal study. */
  private static TextTarget target(String caption, long seed) {
    return new TextTarget(0, "u", caption, 1, seed, OTHERS, ReportWords.NONE);
  }

  private static AttackedText run(String attack, TextTarget target) {
    return NamedAttacks.of(attack).attack(new BagOfWords(Map.of()), List.of(target)).get(0);
  }
}
