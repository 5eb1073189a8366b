package io.gauntlet.score.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.stats.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatePolicyYamlTest {

  @Test
  void everyKeyIsRead() {
    GatePolicy policy =
        GatePolicyYaml.read(
            "policy.yaml",
            """
            alpha: 0.01
            tolerance: 0.05
            largestDrop: 0.2
            metrics: [accuracy, macro_f1]
            cells:
              - victim: late-fusion
              - attack: "pgd:*"
                generator: none
            slices: ["cardio*"]
            minSlice: 30
            floors:
              - cell: {victim: late-fusion, attack: none}
                metric: f1
                least: 0.9
            missing: ignore
            """);
    assertEquals(
        GatePolicy.builder()
            .alpha(0.01)
            .tolerance(0.05)
            .largestDrop(0.2)
            .metrics(ImmutableList.of(Metric.ACCURACY, Metric.MACRO_F1))
            .cells(
                ImmutableList.of(
                    new CellPattern("late-fusion", "*", "*"),
                    new CellPattern("*", "pgd:*", "none")))
            .slices(ImmutableList.of("cardio*"))
            .minSlice(30)
            .floors(
                ImmutableList.of(
                    new GatePolicy.Floor(
                        new CellPattern("late-fusion", "none", "*"), null, Metric.F1, 0.9)))
            .missing(GatePolicy.Missing.IGNORE)
            .build(),
        policy);
  }

  @Test
  void whatIsLeftOutIsStandard() {
    assertEquals(GatePolicy.standard(), GatePolicyYaml.read("p", ""));
    assertEquals(GatePolicy.standard(), GatePolicyYaml.read("p", "# nothing\n\n"));
    assertEquals(
        GatePolicy.builder().tolerance(0.1).build(), GatePolicyYaml.read("p", "tolerance: 0.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha: 0.05;tolerence: 1;;minSlice: 3; | policy.yaml, line 2: there is no key 'tolerence';"
            + " there are [al",
        "floors:;  - cell: {victm: x} | policy.yaml, line 2: there is no key 'victm'; there are"
            + " [at",
        "alpha: 2 | alpha is 2.0; give a value in (0, 1)",
        "tolerance: -1 | tolerance is -1.0; give a value in [0, 1]",
        "minSlice: 0 | minSlice is 0; give at least 1",
        "metrics: [auroc] | metric auroc is not compared; there are accuracy, f1",
        "floors: [{metric: f1}] | least is missing; give a value in [0, 1]",
        "metrics: [acuracy] | policy.yaml, line 1",
        "alpha: lots | policy.yaml, line 1",
        "alpha: 0.1;alpha: 0.2 | policy.yaml, line 2",
        "alpha: [ | policy.yaml, line",
        "just words | policy.yaml, line 1",
      })
  void aFaultIsNamedWithItsLine(String yaml, String message) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> GatePolicyYaml.read("policy.yaml", yaml.replace(';', '\n')));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aStarStandsForAnything() {
    CellPattern pattern = new CellPattern("*fusion", "pgd:*:steps=10", "none");
    assertTrue(pattern.matches(new CellKey("late-fusion", "pgd:epsilon=0.03:steps=10", null)));
    assertEquals(false, pattern.matches(new CellKey("late-fusion", "pgd:steps=10", null)));
    assertEquals(
        false, pattern.matches(new CellKey("late-fusion", "pgd:a=1:steps=10", "ensemble")));
    assertEquals(false, pattern.matches(new CellKey("image", "pgd:a=1:steps=10", null)));
  }
}
