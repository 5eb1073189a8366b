package io.gauntlet.pipelines.replay;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which outcome of a run is made again. */
public interface ReplayOptions extends PipelineOptions {

  @Description("Folder of the run")
  @Validation.Required
  String getRun();

  void setRun(String value);

  @Description("The study's uid, as its cohort writes it")
  @Validation.Required
  String getUid();

  void setUid(String value);

  @Description("The victim, by its name")
  @Validation.Required
  String getVictim();

  void setVictim(String value);

  @Description(
      "The attack as the scorecard names it, or its name alone where the run has one such attack")
  @Validation.Required
  String getAttack();

  void setAttack(String value);

  @Description(
      "The victim that the images were made against, where they were shown to another; empty where"
          + " the victim's own count")
  @Default.String("")
  String getGenerator();

  void setGenerator(String value);

  @Description("Seed of the victim, where several were trained side by side")
  Long getReplica();

  void setReplica(Long value);

  @Description(
      "Writes the study as it is when the attack gets its Nth answer, beside how it ends; 0 for"
          + " none")
  @Default.Integer(0)
  int getStopAt();

  void setStopAt(int value);

  @Description("Folder of what is written; one in gauntlet-replay/ unless given")
  String getOutput();

  void setOutput(String value);
}
