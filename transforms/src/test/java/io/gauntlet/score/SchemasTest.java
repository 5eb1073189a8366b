package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import io.gauntlet.JsonSchema;
import io.gauntlet.report.Example;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.ReleasePlan;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.stats.Metric;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas that are shipped are schemas, and what is written is what they say. */
class SchemasTest {
  private static final JsonSchema SCORECARD =
      JsonSchema.of(Scorecard.class, "scorecard.schema.json");
  private static final JsonSchema VERDICT = JsonSchema.of(Verdict.class, "verdict.schema.json");

  static Stream<JsonSchema> schemas() {
    return Stream.of(
        SCORECARD,
        VERDICT,
        JsonSchema.of(ReleasePlan.class, "gate-plan.schema.json"),
        JsonSchema.of(GatePolicy.class, "gate-policy.schema.json"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void eachIsOfTheDraftThatItNames(JsonSchema schema) {
    assertEquals(List.of(), schema.errorsOfSchema());
  }

  @Test
  void scorecardsAndVerdictsOfHostileNamesAreValid() {
    assertEquals(List.of(), SCORECARD.errors(ScorecardJson.write(Example.scorecard())));
    assertEquals(List.of(), VERDICT.errors(VerdictJson.write(Example.verdict())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"n\":100 | \"n\":-1",
        "\"n\":100 | \"nn\":100",
        "\"label\":\"holds\" | \"label\":\"perhaps\"",
        "\"accuracy\":0. | \"accuracy\":7.",
      })
  void whatIsNoScorecardIsRefused(String what, String instead) {
    String json = ScorecardJson.write(Example.scorecard()).replace(" : ", ":").replace(": ", ":");
    assertEquals(List.of(), SCORECARD.errors(json));
    String other = json.replace(what, instead);
    assertFalse(json.equals(other), "nothing was replaced");
    assertFalse(SCORECARD.errors(other).isEmpty(), other);
  }

  @Test
  void whatIsNoVerdictIsRefused() {
    String json = VerdictJson.write(Example.verdict());
    assertFalse(VERDICT.errors(json.replace("\"FAIL\"", "\"FIAL\"")).isEmpty());
    assertFalse(VERDICT.errors(json.replace("\"causes\"", "\"clauses\"")).isEmpty());
  }

  /** A metric or a field that is added has to be told. */
  @Test
  void theSchemasKnowEveryFigure() throws IOException {
    Set<String> metrics =
        Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.toSet());
    JsonNode scorecard = json(Scorecard.class, "scorecard.schema.json").path("$defs");
    assertEquals(metrics, texts(scorecard.at("/metric/enum")));
    assertEquals(
        Arrays.stream(Absence.values()).map(Absence::key).collect(Collectors.toSet()),
        texts(scorecard.at("/absence/enum")));
    assertEquals(
        Set.of(),
        metrics.stream()
            .filter(metric -> !scorecard.path("cell").path("properties").has(metric))
            .collect(Collectors.toSet()));
    JsonNode verdict = json(Verdict.class, "verdict.schema.json");
    assertEquals(fields(Verdict.class), names(verdict.path("properties")));
    assertEquals(
        fields(PrimaryResult.class), names(verdict.at("/properties/primaries/items/properties")));
  }

  private static Set<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> !name.equals("toBuilder"))
        .map(name -> CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, name))
        .collect(Collectors.toSet());
  }

  private static JsonNode json(Class<?> beside, String resource) throws IOException {
    return Json.read(
        resource,
        Resources.toString(Resources.getResource(beside, resource), StandardCharsets.UTF_8));
  }

  private static Set<String> names(JsonNode node) {
    return ImmutableSet.copyOf(node.fieldNames());
  }

  private static Set<String> texts(JsonNode node) {
    ImmutableSet.Builder<String> texts = ImmutableSet.builder();
    node.forEach(text -> texts.add(text.asText()));
    return texts.build();
  }
}
