package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.Choices;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which schema is printed. */
public interface SchemaOptions extends PipelineOptions {

  @Description("What it is of: verdict, scorecard, policy, plan, compare or run")
  @Validation.Required
  @Choices({"verdict", "scorecard", "policy", "victim", "plan", "compare", "run"})
  String getOf();

  void setOf(String value);
}
