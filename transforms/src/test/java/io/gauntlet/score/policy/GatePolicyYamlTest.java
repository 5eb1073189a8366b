package io.gauntlet.score.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.JsonSchema;
import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.score.CellKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatePolicyYamlTest {
  private static final JsonSchema SCHEMA =
      JsonSchema.of(GatePolicy.class, "gate-policy.schema.json");

  /** What is no YAML, or is lost when YAML is read: a key said twice, a second document. */
  private static final Set<String> BEYOND_THE_SCHEMA =
      Set.of("alpha: [", "alpha: 0.1;alpha: 0.2", "alpha: 0.1;---;looks: 2");

  private static final String EVERY_KEY =
      """
      alpha: 0.01
      looks: 4
      victim: late-fusion
      suite: ["fgsm:epsilon=0.01", pwws]
      primaries:
        - {metric: specificity, margin: 0.1}
        - {victim: "*fusion", attack: suite, slice: cardiomegaly, margin: 0.05}
      allowInvalid: 2
      floors:
        - cell: {victim: late-fusion, attack: none}
          metric: f1
          least: 0.9
      metrics: [accuracy, macro_f1]
      cells:
        - victim: late-fusion
        - attack: "pgd:*"
          generator: none
      slices: ["cardio*"]
      minSlice: 30
      missing: ignore
      """;

  @Test
  void everyKeyIsRead() {
    GatePolicy policy = GatePolicyYaml.read("policy.yaml", EVERY_KEY);
    assertEquals(
        GatePolicy.builder()
            .alpha(0.01)
            .looks(4)
            .victims(ImmutableList.of("late-fusion"))
            .suite(ImmutableList.of("fgsm:epsilon=0.01", "pwws"))
            .primaries(
                ImmutableList.of(
                    new Primary(null, "none", null, ComparedMetric.SPECIFICITY, 0.1),
                    new Primary("*fusion", "suite", "cardiomegaly", ComparedMetric.ACCURACY, 0.05)))
            .allowInvalid(2)
            .floors(
                ImmutableList.of(
                    new Floor(
                        new CellPattern("late-fusion", "none", "*"), null, ComparedMetric.F1, 0.9)))
            .metrics(ImmutableList.of(ComparedMetric.ACCURACY, ComparedMetric.MACRO_F1))
            .cells(
                ImmutableList.of(
                    new CellPattern("late-fusion", "*", "*"),
                    new CellPattern("*", "pgd:*", "none")))
            .slices(ImmutableList.of("cardio*"))
            .minSlice(30)
            .missing(GatePolicy.Missing.IGNORE)
            .build(),
        policy.toBuilder().places(ImmutableMap.of()).build());
    assertEquals("policy.yaml, line 3", policy.places().get("victim[0]"));
    assertEquals("policy.yaml, line 7", policy.places().get("primaries[1].victim"));
  }

  @Test
  void whatIsLeftOutIsStandard() {
    assertEquals(GatePolicy.standard(), GatePolicyYaml.read("p", ""));
    assertEquals(GatePolicy.standard(), GatePolicyYaml.read("p", "# nothing\n\n"));
    assertEquals(GatePolicy.builder().alpha(0.1).build(), GatePolicyYaml.read("p", "alpha: 0.1"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (String yaml : new String[] {"", EVERY_KEY}) {
      GatePolicy policy = GatePolicyYaml.read("p", yaml);
      assertEquals(
          policy.toBuilder().places(ImmutableMap.of()).build(),
          GatePolicyYaml.read("p", PolicyWriter.write(policy)).toBuilder()
              .places(ImmutableMap.of())
              .build());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha: 0.05;alhpa: 1;;minSlice: 3; | policy.yaml, line 2: there is no key 'alhpa'; did you"
            + " mean 'alpha'?",
        "tolerance: 0.03 | policy.yaml, line 1: 'tolerance' is now margin",
        "tolerence: 0.03 | policy.yaml, line 1: there is no key 'tolerence'",
        "largestDrop: 0.1 | policy.yaml, line 1: 'largestDrop' is gone",
        "floors:;  - cell: {victm: x} | policy.yaml, line 2: there is no key 'victm'; did you mean"
            + " 'victim'?",
        "alpha: 2 | policy.yaml, line 1: alpha is 2; give a value in (0, 1)",
        "minSlice: 0 | line 1: minSlice is 0; give a whole number of at least 1",
        "looks: 1.5 | line 1: looks is 1.5; give a whole number of at least 1",
        "metrics: [acuracy] | line 1: metrics[0] is 'acuracy'; did you mean 'accuracy'?",
        "metrics: [] | policy.yaml, line 1: metrics is empty; name at least one",
        "cells: [] | policy.yaml, line 1: cells is empty",
        "primaries: | policy.yaml, line 1: primaries is empty",
        "primaries: [] | primaries is empty",
        "suite: [] | suite is empty",
        "victim: | victim is empty",
        "primaries: [{metric: f1, margin: 0.1}] | primaries[0].metric is f1, whose test knows no"
            + " margin; hold balanced_accuracy",
        "primaries: [{metric: accuracy}] | primaries[0].margin is missing; give the largest drop",
        "primaries: [{margin: 5}] | primaries[0].margin is 5; give a value in (0, 1)",
        "floors: [{metric: f1}] | floors[0].least is missing; give a value in [0, 1]",
        "floors: [{metric: auroc, least: 1}] | takes no floor",
        "alpha: lots | policy.yaml, line 1: alpha is lots; give a value in (0, 1)",
        "alpha: [0.1] | line 1: alpha takes one value, not a list",
        "alpha: 0.1;alpha: 0.2 | policy.yaml, line 2: 'alpha' is said twice",
        "alpha: [ | policy.yaml, line",
        "just words | policy.yaml, line 1: a policy has keys and values",
        "missing: fial | missing is 'fial'; did you mean 'fail'?",
        "alpha: 0.1;---;looks: 2 | a second document begins here",
        "victim: {a: b} | victim[0] takes one value",
      })
  void aFaultIsNamedWithItsLine(String yaml, String message) {
    YamlFault error =
        assertThrows(
            YamlFault.class, () -> GatePolicyYaml.read("policy.yaml", yaml.replace(';', '\n')));
    assertTrue(error.getMessage().contains(message), error.getMessage());
    assertFalse(error.getMessage().contains("com.fasterxml"), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    if (!BEYOND_THE_SCHEMA.contains(yaml)) {
      assertFalse(SCHEMA.errorsOfYaml(yaml.replace(';', '\n')).isEmpty(), "an editor takes it");
    }
  }

  @Test
  void editorsTakeWhatTheReaderTakes() {
    for (String yaml :
        List.of("", EVERY_KEY, PolicyWriter.write(GatePolicyYaml.read("p", EVERY_KEY)))) {
      assertEquals(List.of(), SCHEMA.errorsOfYaml(yaml));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha: [", "a: b: c", "{", "\"", "- a\nb: c", "\talpha: 1"})
  void noLibrarySpeaks(String yaml) {
    String message =
        assertThrows(YamlFault.class, () -> GatePolicyYaml.read("p", yaml)).getMessage();
    assertTrue(message.matches("p, line \\d+: [^\\n]*"), message);
    assertFalse(message.matches("(?i).*(jackson|snakeyaml|parser|token|mapping).*"), message);
  }

  @Test
  void aStarStandsForAnything() {
    CellPattern pattern = new CellPattern("*fusion", "pgd:*:steps=10", "none");
    assertTrue(pattern.matches(new CellKey("late-fusion", "pgd:epsilon=0.03:steps=10", null)));
    assertFalse(pattern.matches(new CellKey("late-fusion", "pgd:steps=10", null)));
    assertFalse(pattern.matches(new CellKey("late-fusion", "pgd:a=1:steps=10", "ensemble")));
    assertFalse(pattern.matches(new CellKey("image", "pgd:a=1:steps=10", null)));
    assertTrue(CellPattern.matches("a*b*c", "a-b-bc"));
    assertFalse(CellPattern.matches("ab*ba", "aba"));
    assertTrue(CellPattern.matches("*", ""));
  }
}
