package io.gauntlet.pipelines.benchmark;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the benchmark is run. */
public interface BenchmarkOptions extends PipelineOptions {

  @Description("Rounds of each way, of which the median counts")
  @Default.Integer(5)
  int getRounds();

  void setRounds(int value);

  @Description("Studies that are attacked in a round; the pipeline attacks four times as many too")
  @Default.Integer(16)
  int getStudies();

  void setStudies(int value);

  @Description("Python with PyTorch to compare with; skipped where it has none")
  @Default.String("python3")
  String getPython();

  void setPython(String value);
}
