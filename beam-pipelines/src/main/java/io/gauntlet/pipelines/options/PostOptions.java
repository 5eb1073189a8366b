package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where else the results go. */
public interface PostOptions extends PipelineOptions {

  @Description(
      "Server to which figures, verdict and their files are sent, as mlflow:URL; never words or"
          + " images of patients. Credentials are those of MLflow's environment variables")
  String getPost();

  void setPost(String value);
}
