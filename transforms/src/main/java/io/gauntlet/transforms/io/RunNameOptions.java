package io.gauntlet.transforms.io;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Names the run in the lines of the log. A pipeline sets it, so that it reaches all workers; no
 * user does.
 */
@Hidden
public interface RunNameOptions extends PipelineOptions {

  @Description("What the run is called in lines of the log; as its job unless given")
  @Default.InstanceFactory(NameOfJob.class)
  String getRunName();

  void setRunName(String value);

  /** The name of the job. */
  final class NameOfJob implements DefaultValueFactory<String> {
    @Override
    public String create(PipelineOptions options) {
      return options.getJobName();
    }
  }
}
