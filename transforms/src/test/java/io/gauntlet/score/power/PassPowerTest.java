package io.gauntlet.score.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.Tango;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassPowerTest {

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.03, 420", "0.04, 0.05, 180", "0.04, 0.1, 60",
    "0.08, 0.03, 735", "0.08, 0.05, 285", "0.08, 0.1, 90"
  })
  void studiesThatAreNeeded(double discordance, double margin, double studies) {
    double needed = new PassPower(margin, 0.025).studiesNeeded(discordance).orElseThrow();
    assertEquals(studies, needed, 0.1 * studies);
  }

  @Test
  void agreesWithSimulatedNights() {
    SplittableRandom random = new SplittableRandom(1);
    int passed = 0;
    int nights = 5_000;
    for (int night = 0; night < nights; night++) {
      int worse = 0;
      int better = 0;
      for (int study = 0; study < 200; study++) {
        double draw = random.nextDouble();
        worse += draw < 0.03 ? 1 : 0;
        better += draw >= 0.03 && draw < 0.05 ? 1 : 0;
      }
      passed += Tango.upperBound(new PairedCounts(200, worse, better), 0.025) < 0.05 ? 1 : 0;
    }
    assertEquals((double) passed / nights, new PassPower(0.05, 0.025).of(200, 0.05, 0.01), 0.02);
  }

  /** By hand: where nothing ever changes, 73 studies always pass at 5 points and 72 never do. */
  @Test
  void withoutAChangeItIsCertain() {
    assertEquals(1, new PassPower(0.05, 0.025).of(73, 0, 0), 1e-9);
    assertEquals(0, new PassPower(0.05, 0.025).of(72, 0, 0), 1e-9);
  }

  @Test
  void aLossOfTheMarginSeldomPasses() {
    assertTrue(new PassPower(0.05, 0.025).of(358, 0.06, 0.05) < 0.029);
  }
}
