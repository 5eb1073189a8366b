package io.gauntlet.score.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.data.yaml.YamlNode;
import io.gauntlet.data.yaml.YamlValues;
import io.gauntlet.score.ScoredAttack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as a YAML file; unknown keys, empty lists and values out of their range are errors, each
 * with its line and what to do about it. {@code gate-policy.schema.json} says the same to editors.
 */
public final class GatePolicyYaml {
  private static final ImmutableMap<String, ComparedMetric> METRICS =
      Maps.uniqueIndex(Arrays.asList(ComparedMetric.values()), ComparedMetric::key);
  private static final ImmutableMap<String, GatePolicy.Missing> MISSING =
      Maps.uniqueIndex(
          Arrays.asList(GatePolicy.Missing.values()),
          missing -> missing.name().toLowerCase(Locale.ROOT));

  private GatePolicyYaml() {}

  /**
   * Reads a policy; what is left out is as in {@link GatePolicy#standard}.
   *
   * @param file for the errors
   * @throws YamlFault when it is not a policy
   */
  public static GatePolicy read(String file, String yaml) {
    YamlNode root = YamlNode.read(file, yaml);
    if (root.isNothing()) {
      return GatePolicy.standard();
    }
    Map<String, String> places = new LinkedHashMap<>();
    YamlValues values = YamlValues.of(file, "", root, PolicyKeys.ROOT, places);
    GatePolicy.Builder policy = GatePolicy.builder();
    values.number("alpha", 0, 1, "(0, 1)").ifPresent(policy::alpha);
    values.count("looks", 1).ifPresent(policy::looks);
    values.texts("victim").ifPresent(policy::victims);
    values.texts("suite").ifPresent(policy::suite);
    values
        .places("primaries", PolicyKeys.PRIMARY, GatePolicyYaml::primary)
        .ifPresent(policy::primaries);
    values.count("allowInvalid", 0).ifPresent(policy::allowInvalid);
    values.places("floors", PolicyKeys.FLOOR, GatePolicyYaml::floor).ifPresent(policy::floors);
    values.words("metrics", METRICS).ifPresent(policy::metrics);
    values.places("cells", PolicyKeys.CELL, (cell, node) -> cell(cell)).ifPresent(policy::cells);
    values.texts("slices").ifPresent(policy::slices);
    values.count("minSlice", 1).ifPresent(policy::minSlice);
    values.word("missing", MISSING).ifPresent(policy::missing);
    return policy.places(ImmutableMap.copyOf(places)).build();
  }

  private static Primary primary(YamlValues values, YamlNode node) {
    ComparedMetric metric = values.word("metric", METRICS).orElse(ComparedMetric.ACCURACY);
    if (!metric.mayBePrimary()) {
      throw values.fault(
          node,
          "metric",
          "is %s, whose test knows no margin; hold %s against one, and %s is compared beside it"
              .formatted(metric.key(), ComparedMetric.BALANCED_ACCURACY.key(), metric.key()));
    }
    Primary primary =
        Primary.of(
            values.text("attack").orElse(ScoredAttack.NONE),
            metric,
            values
                .number("margin", 0, 1, "(0, 1)")
                .orElseThrow(
                    () ->
                        values.fault(
                            node,
                            "margin",
                            "is missing; give the largest drop that one could accept")));
    Primary ofVictim = values.text("victim").map(primary::withVictim).orElse(primary);
    return slice(values, node).map(ofVictim::withSlice).orElse(ofVictim);
  }

  /** A slice, or a class that is held against the rest. */
  private static Optional<String> slice(YamlValues values, YamlNode node) {
    Optional<String> slice = values.text("slice");
    Optional<String> ofClass = values.text("class").map(ClassView::of);
    if (slice.isPresent() && ofClass.isPresent()) {
      throw values.fault(node, "class", "stands beside a slice; give one of them");
    }
    return slice.or(() -> ofClass);
  }

  private static Floor floor(YamlValues values, YamlNode node) {
    ComparedMetric metric = values.word("metric", METRICS).orElse(ComparedMetric.ACCURACY);
    if (metric == ComparedMetric.AUROC) {
      throw values.fault(
          node, "metric", "is auroc, which takes no floor; give that of the balanced accuracy");
    }
    return new Floor(
        values
            .place("cell", PolicyKeys.CELL)
            .map(GatePolicyYaml::cell)
            .orElse(CellPattern.EVERY_CELL),
        slice(values, node).orElse(null),
        metric,
        values
            .number("least", -Double.MIN_VALUE, Math.nextUp(1.0), "[0, 1]")
            .orElseThrow(() -> values.fault(node, "least", "is missing; give a value in [0, 1]")));
  }

  private static CellPattern cell(YamlValues values) {
    return new CellPattern(
        values.text("victim").orElse(CellPattern.ANY),
        values.text("attack").orElse(CellPattern.ANY),
        values.text("generator").orElse(CellPattern.ANY));
  }
}
