package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void medianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertEquals(4, of(9, 4, 1).median().value());
    assertEquals(2.5, of(4, 1, 9, 1).median().value());
    assertTrue(Double.isNaN(of().median().value()));
  }

  /** Conover 1999, section 3.2: for 16 values the 4th and the 13th. */
  @Test
  void intervalIsBetweenOrderStatistics() {
    Distribution values = new Distribution();
    for (int i = 16; i >= 1; i--) {
      values.add(i);
    }
    assertEquals(new Estimate(8.5, 4, 13), values.median());
    assertFalse(of(1, 2, 3, 4, 5).median().hasInterval(), "no interval can be had of five");
    assertEquals(new Estimate(3.5, 1, 6), of(1, 2, 3, 4, 5, 6).median());
  }

  @Test
  void manyValuesAreRoundedByLessThanHalfAPercent() {
    Distribution values = new Distribution();
    for (int i = 1; i <= 100_001; i++) {
      values.add(i / 7.0);
    }
    assertEquals(50_001 / 7.0, values.median().value(), 50_001 / 7.0 * 0.004);
    assertTrue(values.counts().size() < 3000, values.counts().size() + " buckets");
    assertEquals(100_001, values.size());
  }

  @Test
  void whatIsRoundedFollowsFromTheValuesAlone() {
    Random random = new Random(3);
    Distribution first = new Distribution();
    Distribution second = new Distribution();
    Distribution all = new Distribution();
    for (int i = 0; i < 1500; i++) {
      double value = random.nextGaussian();
      (i < 900 ? first : second).add(value);
      all.add(value);
    }
    Distribution forth = new Distribution();
    forth.merge(first);
    forth.merge(second);
    Distribution back = new Distribution();
    back.merge(second);
    back.merge(first);
    assertEquals(all, forth);
    assertEquals(all, back);
    assertTrue(first.counts().size() == 900, "was rounded too early");
  }

  private static Distribution of(double... values) {
    Distribution distribution = new Distribution();
    for (double value : values) {
      distribution.add(value);
    }
    return distribution;
  }
}
