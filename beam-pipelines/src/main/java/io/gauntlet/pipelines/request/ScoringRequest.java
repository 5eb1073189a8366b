package io.gauntlet.pipelines.request;

/**
 * How outcomes are scored.
 *
 * @param minSlice fewest studies with a MeSH heading that are scored apart, as a slice; at least 1
 */
public record ScoringRequest(int minSlice) {
  public ScoringRequest {
    Limits.atLeast("--minSlice", minSlice, 1);
  }
}
