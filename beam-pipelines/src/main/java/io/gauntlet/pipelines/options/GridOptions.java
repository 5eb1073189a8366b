package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.choices.NamedChoices;
import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Which attacks are run. */
public interface GridOptions extends ScoringOptions, ModalityOptions, HardwareOptions {

  @Description(
      "Attacks, separated by commas, such as fgsm:epsilon=8/255,pgd:steps=20+synonym-greedy;"
          + " paper for the eleven rows of the paper's Table 1, small-budgets for two on images under"
          + " which a model has something left to lose, controls for all that ask their victim"
          + " nothing, all for every attack; gauntlet attacks lists them")
  @Default.String("paper,small-budgets")
  @Choices(from = NamedChoices.Attacks.class)
  String getAttacks();

  void setAttacks(String value);

  @Description(
      "Image attacks whose images are shown to the other fused victims, separated by commas;"
          + " paper for the paper's Tables 2 and 3, none for no transfer")
  @Default.String("paper")
  @Choices(from = NamedChoices.Transfers.class)
  String getTransfers();

  void setTransfers(String value);

  @Description(
      "Sweep: each attack on one modality that has an epsilon is run with these too, separated by"
          + " commas, such as 0.01,0.03,8/255; drawn as robustness curves")
  @Default.String("")
  String getEpsilons();

  void setEpsilons(String value);

  @Description(
      "Sweep: each attack on one modality that changes a fraction of the words is run with these"
          + " too, separated by commas, such as 0.1,0.2,0.4")
  @Default.String("")
  String getFractions();

  void setFractions(String value);

  @Description(
      "Most queries that an attack may spend on a study, where it can be bounded and says nothing of"
          + " it itself; 0 for its own standard")
  @Default.Long(0)
  long getMaxQueries();

  void setMaxQueries(long value);

  @Description(
      "Terms that stand for each other in a report, a CSV file with the columns terms (parted by |)"
          + " and source; in the place of the radiology lexicon that is shipped, for attacks with"
          + " plausible words")
  @TemplateParameter(regex = TemplateParameter.GCS_PATH, example = "gs://my-bucket/lexicon.csv")
  String getLexicon();

  void setLexicon(String value);

  @Description("About as many studies attacked as one batch")
  @Default.Integer(32)
  int getAttackBatch();

  void setAttackBatch(int value);

  @Description(
      "Attack so many studies of the test part alone, in which each class keeps its share; chosen by"
          + " the hash of seed and uid, so the same each night; all unless given")
  @TemplateParameter(type = "TEXT", regex = "[1-9][0-9]{0,8}", example = "500")
  Integer getSample();

  void setSample(Integer value);

  @Description(
      "Policy of the verdict, a YAML file: the cells that it decides by are attacked first; standard"
          + " for that beside the reference, or the built-in one")
  @Default.String("standard")
  @TemplateParameter(
      regex = "standard|" + TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/gate.yaml")
  String getPolicyFile();

  void setPolicyFile(String value);

  @Description(
      "Time from the launch, such as 6h, 90m or PT1H30M, after which no attack is begun that the"
          + " verdict does not rest on; what is left out is named, and a later call goes on with it")
  @Default.String("")
  @TemplateParameter(type = "TEXT", example = "6h")
  String getDeadline();

  void setDeadline(String value);

  @Description(
      "Studies whose images and words are kept in outcomes/ and shown in the report, chosen by"
          + " the hash of seed and uid before the attacks; 0 keeps none")
  @Default.Integer(6)
  int getGallery();

  void setGallery(int value);

  @Description(
      "Whether outcomes/ and studies/ keep captions: all, or none, which keeps how many words were"
          + " changed, where, and a digest, and no gallery; what attacks the studies again then needs"
          + " the cohort; all unless given")
  @TemplateParameter(type = "TEXT", regex = "all|none", example = "none")
  @Choices({"all: as they are", "none: how many words were changed, where, and a digest"})
  String getKeepCaptions();

  void setKeepCaptions(String value);

  @Description(
      "Folders of victims of your own, separated by commas: each a TorchScript module with a"
          + " config.json beside it. A module is a program: give none that you do not trust")
  @Default.String("")
  String getVictims();

  void setVictims(String value);

  @Description(
      "Folder of the run whose models are attacked, so that none is trained; in run-gauntlet that of"
          + " the results unless given")
  @TemplateParameter(
      type = "GCS_READ_FOLDER",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/2026-01-31")
  String getModelsFrom();

  void setModelsFrom(String value);
}
