package io.gauntlet.report.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.gauntlet.JsonSchema;
import io.gauntlet.report.Example;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Json;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.FloorResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Held against the schema that OASIS publishes with SARIF 2.1.0 (sarif-2.1/schema of
 * github.com/oasis-tcs/sarif-spec; copyright OASIS Open, who lets it be copied).
 */
class VerdictSarifTest {
  private static final JsonSchema SCHEMA =
      JsonSchema.of(VerdictSarifTest.class, "sarif-schema-2.1.0.json");

  private static final PairKey SLICED =
      new PairKey(new CellKey("a/b", "pgd:epsilon=0.03", "text"), "Opacity");

  @Test
  void aVerdictOfHostileNamesIsValid() {
    assertEquals(List.of(), SCHEMA.errors(VerdictSarif.render(Example.verdict())));
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    String sarif = VerdictSarif.render(Example.verdict());
    assertFalse(SCHEMA.errors(sarif.replace("\"2.1.0\"", "\"2.2\"")).isEmpty());
    assertFalse(SCHEMA.errors(sarif.replace("\"level\"", "\"levle\"")).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseIsAResultOfItsRule(Code code) {
    Cause cause =
        Cause.of(code, SLICED, ComparedMetric.ACCURACY)
            .with("drop", Double.NaN)
            .with("margin", 0.05)
            .naming("one", "[x](javascript:alert(1))", "");
    String sarif = VerdictSarif.render(verdict(Status.FAIL, ImmutableList.of(cause)));
    assertEquals(List.of(), SCHEMA.errors(sarif));
    JsonNode run = Json.read("sarif", sarif).at("/runs/0");
    JsonNode result = run.at("/results/0");
    JsonNode rule = run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt());
    assertEquals(rule.path("id"), result.path("ruleId"));
    assertEquals(0.05, result.at("/properties/numbers/margin").asDouble());
    assertTrue(result.at("/properties/numbers/drop").isNull(), sarif);
    String level = rule.at("/defaultConfiguration/level").asText();
    boolean isNote = level.equals("note");
    assertEquals(isNote ? "none" : level, result.path("level").asText());
    assertEquals(isNote ? "informational" : "fail", result.path("kind").asText());
    assertFalse(result.at("/message/text").asText().matches("(?s).*(^|[^\\\\])\\[x]\\(.*"), sarif);
  }

  @Test
  void rulesAreToldApartAndHaveKinds() {
    Set<String> ids = new HashSet<>();
    Set<CauseKind> kinds = new HashSet<>();
    for (Code code : Code.values()) {
      assertTrue(ids.add(SarifRule.of(code).id()), code.name());
      kinds.add(SarifRule.of(code).kind());
    }
    assertEquals(Set.of(CauseKind.values()), kinds);
    assertEquals("floor/below-floor", SarifRule.of(Code.BELOW_FLOOR).id());
  }

  @Test
  void placesAreNestedAndNamedOnce() {
    Cause cause = Cause.of(Code.LOST, SLICED, ComparedMetric.ACCURACY);
    JsonNode run =
        Json.read(
                "sarif", VerdictSarif.render(verdict(Status.FAIL, ImmutableList.of(cause, cause))))
            .at("/runs/0");
    assertEquals(
        List.of("victim", "attack", "slice"),
        Streams.stream(run.path("logicalLocations"))
            .map(place -> place.path("kind").asText())
            .toList());
    JsonNode place = run.at("/results/1/locations/0/logicalLocations/0");
    assertEquals(2, place.path("index").asInt());
    assertEquals(
        "a%2Fb/pgd:epsilon=0.03 made against text/Opacity",
        place.path("fullyQualifiedName").asText());
    assertEquals(
        run.at("/results/0/partialFingerprints"), run.at("/results/1/partialFingerprints"));
  }

  @Test
  void whatPassedIsToldWithItsNumbers() {
    Verdict verdict =
        Example.verdict().toBuilder()
            .floors(
                Arrays.stream(FloorResult.Status.values())
                    .map(
                        status ->
                            new FloorResult(
                                SLICED.cell(),
                                null,
                                ComparedMetric.F1,
                                0.8,
                                new Estimate(0.9, 0.85, 0.95),
                                status))
                    .collect(ImmutableList.toImmutableList()))
            .build();
    String sarif = VerdictSarif.render(verdict);
    assertEquals(List.of(), SCHEMA.errors(sarif));
    List<JsonNode> passes =
        Streams.stream(Json.read("sarif", sarif).at("/runs/0/results"))
            .filter(result -> result.path("kind").asText().equals("pass"))
            .toList();
    assertEquals(
        List.of("primary/lost", "floor/below-floor"),
        passes.stream().map(result -> result.path("ruleId").asText()).toList());
    assertEquals(0.01, passes.get(0).at("/properties/numbers/drop").asDouble());
    assertEquals(0.8, passes.get(1).at("/properties/numbers/floor").asDouble());
  }

  private static Verdict verdict(Status status, ImmutableList<Cause> causes) {
    return Verdict.builder().status(status).causes(causes).alpha(0.05).looks(1).build();
  }
}
