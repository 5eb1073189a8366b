package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarginTest {
  private static final List<Float> LOGITS = List.of(1f, 4f, -2f, 3.5f);

  @Test
  void aClassIsHeldAgainstTheBestOtherOne() {
    assertEquals(-3, Margin.of(LOGITS, 0));
    assertEquals(0.5, Margin.of(LOGITS, 1));
    assertEquals(3, Margin.rival(LOGITS, 1));
    assertArrayEquals(new double[] {0.5, -2.5, -5.5}, Margin.leads(LOGITS, 3));
  }

  @Test
  void ofEqualLogitsTheFirstIsDecidedOn() {
    assertEquals(1, Margin.decided(LOGITS));
    assertEquals(0, Margin.decided(List.of(2f, 2f, 2f)));
    assertEquals(1, Margin.decided(List.of(0f, 2f, 2f)));
    assertEquals(2, Margin.rival(List.of(0f, 2f, 2f), 1));
  }

  @Test
  void ofTwoClassesEverythingIsTheDifference() {
    List<Float> logits = List.of(0.25f, 1.5f);
    assertEquals(1.25, Margin.of(logits, 1));
    assertEquals(1.25, Margin.logOdds(logits, 1));
    assertArrayEquals(new double[] {-1.25, 1.25}, Margin.logOdds(logits));
  }

  @Test
  void theLogOddsAreThoseOfTheSoftmax() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 50; round++) {
      List<Float> logits =
          Stream.generate(() -> (float) (12 * random.nextDouble() - 6)).limit(5).toList();
      double sum = logits.stream().mapToDouble(Math::exp).sum();
      double[] all = Margin.logOdds(logits);
      for (int label = 0; label < 5; label++) {
        double p = Math.exp(logits.get(label)) / sum;
        double others = sum - Math.exp(logits.get(label));
        assertEquals(Math.log(Math.exp(logits.get(label)) / others), all[label], 1e-9);
        assertEquals(all[label], Margin.logOdds(logits, label), 1e-9);
        assertEquals(p, Margin.probability(logits, label), 1e-12);
      }
    }
  }

  @Test
  void farLogitsDoNotOverflow() {
    assertEquals(1000, Margin.logOdds(List.of(1000f, 0f, -1000f), 0), 1e-9);
    assertEquals(-1000, Margin.logOdds(List.of(1000f, 0f, -1000f))[1], 1e-9);
  }

  @Test
  void aLogitThatIsNoNumberMakesNoMargin() {
    assertTrue(Double.isNaN(Margin.of(List.of(0f, Float.NaN, 1f), 0)));
    assertTrue(Double.isNaN(Margin.of(List.of(0f, Float.NaN), 1)));
  }
}
