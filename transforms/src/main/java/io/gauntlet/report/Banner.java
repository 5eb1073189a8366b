package io.gauntlet.report;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The verdict in words.
 *
 * @param status {@code pass}, {@code fail} or {@code open}, for the style sheet
 * @param symbol a character that says the same without colour
 * @param title the verdict in a few words
 * @param reasons for it, a sentence each
 */
public record Banner(String status, String symbol, String title, List<String> reasons) {

  public Banner {
    reasons = List.copyOf(reasons);
  }

  static Banner of(Optional<Verdict> verdict) {
    return verdict
        .map(Banner::of)
        .orElse(
            new Banner(
                "open",
                "–",
                "No verdict yet",
                List.of(
                    "Compare this run with the one in production: gauntlet gate --baseline=DIR"
                        + " --candidate=DIR.")));
  }

  private static Banner of(Verdict verdict) {
    List<String> reasons = verdict.reasons();
    return switch (verdict.status()) {
      case PASS ->
          new Banner(
              "pass",
              "✓",
              "Pass",
              ImmutableList.<String>builder()
                  .add("Nothing that matters got worse than the baseline beyond chance.")
                  .addAll(reasons)
                  .build());
      case FAIL -> new Banner("fail", "✕", "Fail", reasons);
      case NO_BASELINE -> new Banner("open", "–", "No baseline", reasons);
      case NOT_COMPARABLE -> new Banner("open", "–", "Not comparable", reasons);
    };
  }
}
