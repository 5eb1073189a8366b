package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What is compared with what, and by which policy. */
public interface GateOptions extends PipelineOptions {

  @Description("Folder of the baseline: a run's, or one that runs were promoted into")
  @Validation.Required
  String getBaseline();

  void setBaseline(String value);

  @Description("Folder of the candidate's run; verdict.json is written into it")
  @Validation.Required
  String getCandidate();

  void setCandidate(String value);

  @Description(
      "Policy (YAML): alpha, tolerance, largestDrop, metrics, cells, slices, floors, missing")
  String getPolicy();

  void setPolicy(String value);

  @Description("Smallest drop that matters, in [0, 1]; that of the policy, or 0.03")
  Double getTolerance();

  void setTolerance(Double value);

  @Description(
      "Greatest probability of failing a candidate that is no worse, over all cells, in (0, 1);"
          + " that of the policy, or 0.05")
  Double getAlpha();

  void setAlpha(Double value);

  @Description("How the verdict is printed: text, json or junit")
  @Default.String("text")
  String getFormat();

  void setFormat(String value);

  @Description(
      "Makes a candidate that passes the baseline, and the first one where there is no baseline"
          + " yet")
  boolean getPromote();

  void setPromote(boolean value);

  @Description("Folder to which the night is added, a row for each cell (Avro)")
  String getHistory();

  void setHistory(String value);
}
