package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.Choices;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How each victim is trained: a recipe by name, and what is other than in it. */
public interface RecipeOptions extends PipelineOptions {

  @Description(
      "Recipe whose values hold where none is given here: demo for small networks on a CPU, or"
          + " paper (batch 128; epochs 13, 5, 5, 5; learning rates 1e-4, 2e-5, 1e-4, 1e-5)")
  @Default.String("demo")
  @Choices({"demo: small networks on a CPU", "paper: as the paper trained its victims"})
  String getRecipe();

  void setRecipe(String value);

  @Description(
      "Seeds, separated by commas, of replicas trained side by side: all victims once for each."
          + " Without them there is one of each, with the seed of the run")
  @Default.String("")
  String getSeeds();

  void setSeeds(String value);

  @Description("Epochs of the image classifier (default the recipe's)")
  Integer getImageEpochs();

  void setImageEpochs(Integer value);

  @Description("Epochs of the text classifier (default the recipe's)")
  Integer getTextEpochs();

  void setTextEpochs(Integer value);

  @Description("Epochs of early fusion, from the two classifiers' encoders (default the recipe's)")
  Integer getEarlyEpochs();

  void setEarlyEpochs(Integer value);

  @Description("Epochs of late fusion's linear layer (default the recipe's)")
  Integer getLateEpochs();

  void setLateEpochs(Integer value);

  @Description("Learning rate of the image classifier (default the recipe's)")
  Double getImageLearningRate();

  void setImageLearningRate(Double value);

  @Description("Learning rate of the text classifier (default the recipe's)")
  Double getTextLearningRate();

  void setTextLearningRate(Double value);

  @Description("Learning rate of early fusion (default the recipe's)")
  Double getEarlyLearningRate();

  void setEarlyLearningRate(Double value);

  @Description("Learning rate of late fusion (default the recipe's)")
  Double getLateLearningRate();

  void setLateLearningRate(Double value);

  @Description("Studies a step of training (default the recipe's)")
  Integer getBatch();

  void setBatch(Integer value);

  @Description(
      "Forward passes into which a step's studies are split, so that they fit a small device; their"
          + " gradients add up to those of the whole")
  @Default.Integer(1)
  int getAccumulation();

  void setAccumulation(int value);

  @Description("Steps over which the learning rate climbs to its full value")
  @Default.Integer(0)
  int getWarmupSteps();

  void setWarmupSteps(int value);

  @Description("Epochs without a lower loss before the learning rate is cut (default the recipe's)")
  Integer getPatience();

  void setPatience(Integer value);

  @Description("What a cut leaves of the learning rate, in (0, 1) (default the recipe's)")
  Double getFactor();

  void setFactor(Double value);

  @Description("Largest norm of a step's gradient, to which a larger one is scaled; 0 for no limit")
  @Default.Double(0)
  double getClipNorm();

  void setClipNorm(double value);

  @Description(
      "How much a study of each class counts while training: none (all the same), balanced (both"
          + " classes the same), or a number of each class in their order, such as 2,1 for NORMAL and ABNORMAL")
  @Default.String("none")
  @Choices({"none: all studies count the same", "balanced: all classes count the same"})
  String getClassWeights();

  void setClassWeights(String value);
}
