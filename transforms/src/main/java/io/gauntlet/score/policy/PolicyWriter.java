package io.gauntlet.score.policy;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A policy as the YAML that {@link GatePolicyYaml} reads, with a comment at each key. */
public final class PolicyWriter {
  private static final int COMMENTS = 44;

  private PolicyWriter() {}

  /** Writes a policy; what it does not limit is left out. */
  public static String write(GatePolicy policy) {
    StringBuilder out =
        new StringBuilder("# What a release rests on: gauntlet gate --policy=FILE\n");
    line(
        out,
        "alpha: " + number(policy.alpha()),
        "a candidate that is no worse fails at most so often");
    line(out, "looks: " + policy.looks(), "candidates to be held against one reference");
    if (!policy.victims().isEmpty()) {
      line(out, "victim: " + list(policy.victims()), "the deployed one");
    } else {
      line(out, "# victim: late-fusion", "the deployed one; every fused one unless given");
    }
    line(out, "suite: " + list(policy.suite()), "attacks of which each study's worst counts");
    line(out, "primaries:", "all must pass; margin: the largest drop that one could accept");
    policy.primaries().forEach(primary -> out.append("  - ").append(primary(primary)).append('\n'));
    line(
        out,
        "allowInvalid: " + policy.allowInvalid(),
        "studies without an answer; each counts as lost");
    if (!policy.floors().isEmpty()) {
      line(out, "floors:", "whatever the reference");
      policy.floors().forEach(floor -> out.append("  - ").append(floor(floor)).append('\n'));
    }
    line(
        out,
        "metrics: " + list(policy.metrics().stream().map(ComparedMetric::key).toList()),
        "compared beside the primaries");
    if (!policy.cells().equals(ImmutableList.of(CellPattern.EVERY_CELL))) {
      line(out, "cells:", "where; a star stands for anything");
      policy.cells().forEach(cell -> out.append("  - ").append(cell(cell)).append('\n'));
    }
    if (!policy.slices().isEmpty()) {
      line(out, "slices: " + list(policy.slices()), "MeSH headings, or sex=F, compared apart");
    }
    line(out, "minSlice: " + policy.minSlice(), "fewest studies of a slice");
    line(
        out,
        "missing: " + policy.missing().name().toLowerCase(Locale.ROOT),
        "a cell that the candidate lacks: fail or ignore");
    return out.toString();
  }

  private static void line(StringBuilder out, String text, String comment) {
    out.append(Strings.padEnd(text, COMMENTS, ' ')).append(" # ").append(comment).append('\n');
  }

  private static String primary(Primary primary) {
    StringJoiner keys = new StringJoiner(", ", "{", "}");
    addIfGiven(keys, "victim", primary.victim());
    keys.add("attack: " + quoted(primary.attack()));
    addSlice(keys, primary.slice());
    return keys.add("metric: " + primary.metric().key())
        .add("margin: " + number(primary.margin()))
        .toString();
  }

  private static String floor(Floor floor) {
    StringJoiner keys = new StringJoiner(", ", "{", "}");
    keys.add("cell: " + cell(floor.cell()));
    addSlice(keys, floor.slice());
    return keys.add("metric: " + floor.metric().key())
        .add("least: " + number(floor.least()))
        .toString();
  }

  private static void addSlice(StringJoiner keys, @Nullable String slice) {
    Optional<String> ofClass = ClassView.name(slice);
    addIfGiven(keys, ofClass.isPresent() ? "class" : "slice", ofClass.orElse(slice));
  }

  private static String cell(CellPattern cell) {
    return "{victim: %s, attack: %s, generator: %s}"
        .formatted(quoted(cell.victim()), quoted(cell.attack()), quoted(cell.generator()));
  }

  private static void addIfGiven(StringJoiner keys, String key, String value) {
    if (value != null) {
      keys.add(key + ": " + quoted(value));
    }
  }

  private static String list(List<String> texts) {
    return texts.stream().map(PolicyWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return text.matches("[a-z][a-z0-9_-]*")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
