package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.choices.NamedChoices;
import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.Names;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which victims of a run are held against each other. */
public interface CompareOptions extends PipelineOptions {

  @Description("Folder of the run")
  @Validation.Required
  String getRun();

  void setRun(String value);

  @Names
  @Description("Victims by their names, separated by commas; all unless given")
  @Default.String("")
  String getVictims();

  void setVictims(String value);

  @Description(
      "Attacks as the scorecard names them, separated by commas, a star standing for anything and"
          + " none for the clean studies")
  @Default.String("*")
  String getAttack();

  void setAttack(String value);

  @Description("What is compared: accuracy, sensitivity, specificity, balanced accuracy or auroc")
  @Default.String("accuracy")
  @Choices(from = NamedChoices.Metrics.class)
  String getMetric();

  void setMetric(String value);

  @Description(
      "Tests that are corrected together: attack for all pairs under one attack, run for all pairs"
          + " under all of them")
  @Default.String("attack")
  @Choices({"attack: all pairs under one attack", "run: all pairs under all of them"})
  String getFamily();

  void setFamily(String value);

  @Description("Folder of compare.json and compare.html; that of the run unless given")
  String getOutput();

  void setOutput(String value);
}
