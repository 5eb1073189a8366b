package io.gauntlet.pipelines.command;

import com.google.common.base.Ascii;
import com.google.common.io.Resources;
import io.gauntlet.data.KnownNames;
import io.gauntlet.model.OwnVictim;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.gate.ReleasePlan;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.policy.GatePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The JSON schemas of what is written and read, of draft 2020-12. */
enum ShippedSchema {
  /** {@code verdict.json}. */
  VERDICT(Verdict.class, "verdict.schema.json"),
  /** {@code scorecard.json}. */
  SCORECARD(Scorecard.class, "scorecard.schema.json"),
  /** A policy, in YAML or JSON. */
  POLICY(GatePolicy.class, "gate-policy.schema.json"),
  /** The description of a victim that a user brings, in YAML or JSON. */
  VICTIM(OwnVictim.class, "victim.schema.json"),
  /** {@code gate-plan.json}. */
  PLAN(ReleasePlan.class, "gate-plan.schema.json"),
  /** {@code compare.json}. */
  COMPARE(VictimComparison.class, "compare.schema.json"),
  /** {@code run.json}, and {@code STAGE.json} of a stage apart. */
  RUN(RunLayout.class, "run.schema.json");

  private final Class<?> beside;
  private final String resource;

  ShippedSchema(Class<?> beside, String resource) {
    this.beside = beside;
    this.resource = resource;
  }

  /**
   * The schema of a name in lower case.
   *
   * @throws UsageException when there is none
   */
  static ShippedSchema named(String name) {
    return Arrays.stream(values())
        .filter(schema -> schema.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--of: there is no schema '%s'%s"
                        .formatted(name, KnownNames.instead(name, names()))));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(ShippedSchema::key).toList();
  }

  private String key() {
    return Ascii.toLowerCase(name());
  }

  /** The schema itself. */
  String text() throws IOException {
    return Resources.toString(Resources.getResource(beside, resource), StandardCharsets.UTF_8);
  }
}
