package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;

/**
 * What decides the results of a run: its options and its data, not where it runs and writes.
 *
 * @param facts options, numbers as numbers, and the digest of the data, by name
 */
public record Provenance(ImmutableSortedMap<String, Object> facts) {
  /** Name of the digest of the tables. */
  public static final String DATA_DIGEST = "dataDigest";

  private static final String ORDER = "order";

  /** The options of a run or of a stage, by name. */
  public static Provenance of(Map<String, Object> options) {
    return new Provenance(ImmutableSortedMap.copyOf(options));
  }

  /**
   * With the digest of the cohort that is read.
   *
   * @throws UsageException when a table cannot be read
   */
  public Provenance with(CohortRequest cohort) {
    return with(DATA_DIGEST, cohort.digest());
  }

  /** The facts of a run in which what the verdict rests on comes first. */
  public Provenance inOrder() {
    return with(ORDER, "primaries first");
  }

  private Provenance with(String name, Object fact) {
    return new Provenance(
        ImmutableSortedMap.<String, Object>naturalOrder()
            .putAll(facts)
            .put(name, fact)
            .buildOrThrow());
  }

  /** Digest of the tables; empty where the run reads none. */
  public Optional<String> dataDigest() {
    return Optional.ofNullable(facts.get(DATA_DIGEST)).map(String::valueOf);
  }

  /** The facts as a report shows them. */
  public ImmutableMap<String, String> texts() {
    return ImmutableMap.copyOf(Maps.transformValues(facts, String::valueOf));
  }
}
