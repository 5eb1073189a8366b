package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What is run, and where its results go. */
public interface GauntletOptions extends CohortOptions {

  @Description("Folder of the results; new, or one of a run with the same options that stopped")
  @Validation.Required
  String getOutput();

  void setOutput(String value);

  @Description("Seed of the split, of training and of the attacks")
  @Default.Long(1)
  long getSeed();

  void setSeed(long value);

  @Description(
      "Attacks, separated by commas, such as fgsm:epsilon=8/255,pgd:steps=20+synonym-greedy;"
          + " paper for the eleven rows of the paper's Table 1")
  @Default.String("paper")
  String getAttacks();

  void setAttacks(String value);

  @Description(
      "Image attacks whose pictures are shown to the other fused victims, separated by commas;"
          + " paper for the paper's Tables 2 and 3, none for no transfer")
  @Default.String("paper")
  String getTransfers();

  void setTransfers(String value);

  @Description("Height and width, in pixels, to which pictures are resized")
  @Default.Integer(64)
  int getImageSize();

  void setImageSize(int value);

  @Description("Share of the studies that train, in (0, 1)")
  @Default.Double(0.8)
  double getTrainFraction();

  void setTrainFraction(double value);

  @Description("About as many studies attacked as one batch")
  @Default.Integer(32)
  int getAttackBatch();

  void setAttackBatch(int value);

  @Description(
      "Studies whose pictures and words are kept in outcomes/ and shown in the report, chosen by the"
          + " hash of seed and uid before the attacks; 0 keeps none")
  @Default.Integer(6)
  int getGallery();

  void setGallery(int value);

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
