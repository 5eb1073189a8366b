package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.CohortOptions;
import io.gauntlet.pipelines.options.CommandLineOptions;
import io.gauntlet.pipelines.options.GauntletOptions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What decides the results of a run, by name: its options and its data, not where it runs and
 * writes.
 */
public final class Provenance {
  private static final Set<String> NO_FACTS = Set.of("output", "gpu", "minRam");

  /** Name of the digest of the tables. */
  public static final String DATA_DIGEST = "dataDigest";

  private Provenance() {}

  /** Of the whole gauntlet. */
  public static Map<String, Object> of(GauntletOptions options) {
    return ofCohort(options, GauntletOptions.class);
  }

  /** Of a pipeline that reads a cohort's tables. */
  public static Map<String, Object> ofCohort(
      CohortOptions options, Class<? extends PipelineOptions> type) {
    Map<String, Object> facts = new TreeMap<>(ofStage(options, type));
    facts.put(DATA_DIGEST, Checks.digest(options));
    return facts;
  }

  /** Of a pipeline that reads what stages before it wrote. */
  public static Map<String, Object> ofStage(
      PipelineOptions options, Class<? extends PipelineOptions> type) {
    return CommandLineOptions.values(options, type, NO_FACTS);
  }
}
