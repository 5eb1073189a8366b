package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How the victims are trained. */
public interface TrainingOptions extends RunOptions, ModalityOptions, HardwareOptions {

  @Description("Height and width, in pixels, to which pictures are resized")
  @Default.Integer(64)
  int getImageSize();

  void setImageSize(int value);

  @Description("Epochs of the image classifier")
  @Default.Integer(15)
  int getImageEpochs();

  void setImageEpochs(int value);

  @Description("Epochs of the text classifier")
  @Default.Integer(12)
  int getTextEpochs();

  void setTextEpochs(int value);

  @Description("Epochs of early fusion, from the two classifiers' encoders")
  @Default.Integer(3)
  int getEarlyEpochs();

  void setEarlyEpochs(int value);

  @Description("Epochs of late fusion's linear layer")
  @Default.Integer(30)
  int getLateEpochs();

  void setLateEpochs(int value);
}
