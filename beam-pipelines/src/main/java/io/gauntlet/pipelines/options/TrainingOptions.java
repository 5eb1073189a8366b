package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How the victims are trained. */
public interface TrainingOptions
    extends RunOptions, ModalityOptions, RecipeOptions, HardwareOptions {

  @Description("Network over the pictures; gauntlet models lists them")
  @Default.String("tiny")
  String getImageModel();

  void setImageModel(String value);

  @Description(
      "File or folder of weights that the image network begins with: safetensors, a PyTorch state"
          + " dict or ONNX; those of the seed unless given")
  String getImageWeights();

  void setImageWeights(String value);

  @Description("Network over the words; gauntlet models lists them")
  @Default.String("tiny")
  String getTextModel();

  void setTextModel(String value);

  @Description(
      "File or folder of weights that the text network begins with, config.json and tokenizer.json"
          + " or vocab.txt beside them")
  String getTextWeights();

  void setTextWeights(String value);

  @Description("Height and width, in pixels, to which pictures are resized")
  @Default.Integer(64)
  int getImageSize();

  void setImageSize(int value);
}
