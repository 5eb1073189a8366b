package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.choices.NamedChoices;
import io.gauntlet.pipelines.cli.Choices;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How the victims are trained. */
public interface TrainingOptions
    extends RunOptions, ModalityOptions, RecipeOptions, HardwareOptions {

  @Description(
      "Victims to train, separated by commas, as NAME=KIND:KEY=VALUE:...; such as"
          + " image-a=image,image-b=image:model=small:epochs=20,text,late-b=late-fusion:image=image-b."
          + " Kinds: image, text, early-fusion, late-fusion, ensemble; a victim without a name has"
          + " that of its kind. Keys of an image or text victim: model, weights; of a fusion: image,"
          + " text, the names of the victims that it fuses, needed where several see the modality;"
          + " of all but ensemble: epochs, learningRate, batch, accumulation, warmupSteps, patience,"
          + " factor, clipNorm, classWeights (as 2/1); of image and early-fusion, which can be trained"
          + " to hold against changed pixels: defence (pgd, trades or fast), epsilon (8/255),"
          + " attackSteps, beta. What is not given is as the other options say."
          + " Without it all kinds that --modalities allows, one of each. none: what --victims brings is"
          + " attacked alone, by what --modalities says that it sees")
  @Default.String("")
  @Choices(from = NamedChoices.Kinds.class)
  String getTrain();

  void setTrain(String value);

  @Description(
      "Probability of ABNORMAL above which the victims that are trained decide for it; or youden: where"
          + " sensitivity and specificity add up to most on the training part")
  @Default.String("0.5")
  @Choices({"youden: where sensitivity and specificity add up to most on the training part"})
  String getThreshold();

  void setThreshold(String value);

  @Description("Network over the images; gauntlet models lists them")
  @Default.String("tiny")
  @Choices(from = NamedChoices.ImageModels.class)
  String getImageModel();

  void setImageModel(String value);

  @Description(
      "File or folder of weights that the image network begins with: safetensors, a PyTorch state"
          + " dict or ONNX; those of the seed unless given")
  String getImageWeights();

  void setImageWeights(String value);

  @Description("Network over the words; gauntlet models lists them")
  @Default.String("tiny")
  @Choices({
    "tiny: small, trained from nothing on the cohort's words",
    "minilm: all-MiniLM-L6-v2, which has its own weights",
    "clinical-bert: Bio_ClinicalBERT, of your --textWeights",
    "bert: the one of the config.json beside your --textWeights"
  })
  String getTextModel();

  void setTextModel(String value);

  @Description(
      "File or folder of weights that the text network begins with, config.json and tokenizer.json"
          + " or vocab.txt beside them")
  String getTextWeights();

  void setTextWeights(String value);

  @Description("Height and width, in pixels, to which images are resized")
  @Default.Integer(64)
  int getImageSize();

  void setImageSize(int value);
}
