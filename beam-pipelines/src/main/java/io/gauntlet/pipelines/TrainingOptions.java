package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How the victims are trained. */
public interface TrainingOptions
    extends RunOptions, ModalityOptions, RecipeOptions, HardwareOptions {

  @Description("Height and width, in pixels, to which pictures are resized")
  @Default.Integer(64)
  int getImageSize();

  void setImageSize(int value);
}
