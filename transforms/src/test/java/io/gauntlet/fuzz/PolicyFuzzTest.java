package io.gauntlet.fuzz;

import io.gauntlet.score.policy.GatePolicyYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class PolicyFuzzTest {
  private static final String POLICY =
      """
      alpha: 0.05
      looks: 4
      primaries:
        - victim: image
          attack: fgsm:epsilon=0.03
          metric: accuracy
          margin: 0.05
      floors:
        - cell: {victim: text, attack: none}
          slice: Opacity
          metric: accuracy
          least: 0.5
      metrics: [accuracy, auroc]
      slices: [Opacity, "Nodule"]
      minSlice: 20
      missing: fail
      """;

  @Provide
  Arbitrary<String> policies() {
    return Mutation.of(
            List.of(POLICY.getBytes(StandardCharsets.UTF_8)),
            "null",
            "~",
            "-1",
            "1e999",
            ".nan",
            ".inf",
            "[",
            "]",
            "{",
            "}",
            "- ",
            ": ",
            "&a",
            "*a",
            "!!",
            "'",
            "|",
            ">",
            "---\n",
            "\t",
            "true",
            "alpha",
            "cells",
            "*",
            "\u2028",
            "0x1F",
            "<<: *a")
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Property(tries = Fuzz.TRIES)
  void aPolicyIsReadOrRefused(@ForAll("policies") String text) {
    Fuzz.option(() -> GatePolicyYaml.read(Fuzz.FILE, text));
  }
}
