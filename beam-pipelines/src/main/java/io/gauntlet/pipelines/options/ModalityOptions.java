package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the classifiers see. */
public interface ModalityOptions extends PipelineOptions {

  @Description("What the classifiers see: image, text, or both as image,text")
  @Default.String("image,text")
  @TemplateParameter(regex = "(image|text)(,(image|text))?", example = "image,text")
  @Choices({"image", "text", "image,text"})
  String getModalities();

  void setModalities(String value);

  @Description("The views that the classifiers see, in this order, separated by commas")
  @Default.String("frontal,lateral")
  @TemplateParameter(type = "TEXT", example = "frontal")
  String getViews();

  void setViews(String value);
}
