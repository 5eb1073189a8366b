package io.gauntlet.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.gauntlet.report.CauseWords;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Json;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.FloorResult;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.stats.Estimate;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A verdict as SARIF 2.1.0 (OASIS), which code hosts show as findings: a rule for each code of a
 * cause, a result for each cause and note (a note is of the kind {@code informational}), and one of
 * the kind {@code pass} for each primary comparison that passed and each floor that is met. Numbers
 * and names are properties; victim, attack and slice are logical locations, and the physical one,
 * without which some viewers show nothing, is {@code verdict.json}.
 */
public final class VerdictSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** In the order of the rules. */
  private static final ImmutableList<Code> CODES = ImmutableList.copyOf(Code.values());

  private static final String VERDICT = "verdict.json";
  private static final String FAIL = "fail";
  private static final String FINGERPRINT = "gauntletCause/v1";

  /** Where a viewer would take names from outside for a link (section 3.11.6). */
  private static final Pattern LINK = Pattern.compile("\\[(?=[^]]*]\\()");

  private final LogicalPlaces places = new LogicalPlaces();
  private final ArrayNode results = Json.MAPPER.createArrayNode();

  private VerdictSarif() {}

  /** The same bytes for the same verdict. */
  public static String render(Verdict verdict) {
    return Json.write(new VerdictSarif().log(verdict));
  }

  private ObjectNode log(Verdict verdict) {
    verdict.causes().forEach(this::addFinding);
    verdict.notes().forEach(this::addFinding);
    verdict.primaries().stream()
        .filter(primary -> primary.status() == PrimaryResult.Status.PASS)
        .forEach(this::addPass);
    verdict.floors().stream()
        .filter(floor -> floor.status() == FloorResult.Status.MET)
        .forEach(this::addPass);
    ObjectNode log = Json.MAPPER.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Gauntlet");
    ArrayNode rules = driver.putArray("rules");
    for (Code code : CODES) {
      put(rules.addObject(), SarifRule.of(code));
    }
    run.putObject("automationDetails").put("id", "gauntlet/gate/");
    run.putArray("invocations")
        .addObject()
        .put("exitCode", verdict.status().exitStatus())
        .put("executionSuccessful", verdict.status().exitStatus() != 2);
    run.putArray("artifacts").addObject().putObject("location").put("uri", VERDICT);
    run.set("logicalLocations", places.all());
    run.set("results", results);
    run.putObject("properties")
        .put("status", verdict.status().name())
        .put("reference", verdict.reference())
        .put("candidate", verdict.candidate())
        .put("manifest", verdict.manifest())
        .put("policy", verdict.policy())
        .put("alpha", verdict.alpha())
        .put("looks", verdict.looks());
    return log;
  }

  private static void put(ObjectNode node, SarifRule rule) {
    node.put("id", rule.id());
    node.putObject("shortDescription").put("text", rule.meaning());
    node.putObject("defaultConfiguration").put("level", rule.level().key());
    node.putObject("properties").putArray("tags").add(rule.kind().key());
  }

  private void addFinding(Cause cause) {
    String kind =
        SarifRule.of(cause.code()).level() == SarifRule.Level.NOTE ? "informational" : FAIL;
    ObjectNode result =
        result(cause.code(), kind, CauseWords.of(cause) + ".", cause.cell(), cause.slice());
    ObjectNode properties = result.putObject("properties");
    if (cause.metric() != null) {
      properties.put("metric", cause.metric().key());
    }
    properties.set("numbers", Json.MAPPER.valueToTree(cause.numbers()));
    properties.set("names", Json.MAPPER.valueToTree(cause.names()));
    String identity =
        "%s\n%s\n%s\n%s".formatted(cause.code(), cause.cell(), cause.slice(), cause.metric());
    result
        .putObject("partialFingerprints")
        .put(FINGERPRINT, Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).toString());
  }

  private void addPass(PrimaryResult primary) {
    ObjectNode properties =
        result(
                Code.LOST,
                "pass",
                "A drop of the margin is ruled out: "
                    + CauseWords.what(primary.metric(), primary.key(), primary.slice())
                    + ".",
                primary.key(),
                primary.slice())
            .putObject("properties");
    properties.put("metric", primary.metric().key());
    put(properties.putObject("numbers"), "drop", primary.drop())
        .put("bound", finite(primary.bound()))
        .put("margin", primary.margin())
        .put("studies", primary.studies());
  }

  private void addPass(FloorResult floor) {
    ObjectNode properties =
        result(
                Code.BELOW_FLOOR,
                "pass",
                "The floor is met: "
                    + CauseWords.what(floor.metric(), floor.key(), floor.slice())
                    + ".",
                floor.key(),
                floor.slice())
            .putObject("properties");
    properties.put("metric", floor.metric().key());
    put(properties.putObject("numbers"), "value", floor.value()).put("floor", floor.floor());
  }

  private static ObjectNode put(ObjectNode numbers, String name, Estimate estimate) {
    return numbers
        .put(name, finite(estimate.value()))
        .put("low", finite(estimate.low()))
        .put("high", finite(estimate.high()));
  }

  /** JSON has no NaN. */
  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /**
   * Adds a result. Only what failed has a level (SARIF 2.1.0, section 3.27.10).
   *
   * @param kind as SARIF has it
   */
  private ObjectNode result(
      Code code, String kind, String message, @Nullable CellKey cell, @Nullable String slice) {
    SarifRule rule = SarifRule.of(code);
    ObjectNode result =
        results
            .addObject()
            .put("ruleId", rule.id())
            .put("ruleIndex", CODES.indexOf(code))
            .put("kind", kind)
            .put("level", kind.equals(FAIL) ? rule.level().key() : "none");
    result.putObject("message").put("text", LINK.matcher(message).replaceAll("\\\\["));
    ObjectNode location = result.putArray("locations").addObject();
    location
        .putObject("physicalLocation")
        .putObject("artifactLocation")
        .put("uri", VERDICT)
        .put("index", 0);
    if (cell != null) {
      location.putArray("logicalLocations").add(places.place(cell, slice));
    }
    return result;
  }
}
