package io.gauntlet.pipelines;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;

/**
 * The pipeline {@code nightly-regression}: the whole gauntlet as one job. Score, verdict and report
 * are in the graph, for a template's main has to return before they are known.
 */
public final class NightlyRegression {
  private NightlyRegression() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    GauntletOptions options = Launch.options(GauntletOptions.class, arguments);
    Checks.gauntlet(options);
    Map<String, Object> facts = Provenance.of(options);
    RunFolder.take(options.getOutput(), facts);
    Pipeline pipeline = Pipeline.create(options);
    GauntletPipeline.build(pipeline, options, Maps.transformValues(facts, String::valueOf));
    pipeline.run();
  }
}
