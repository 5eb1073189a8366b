package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.ProgressOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What is held against what, and by which policy. */
public interface GateOptions extends PostOptions, ProgressOptions {

  @Description(
      "Folder of the reference, the release that was accepted on purpose: a run's, or one that runs"
          + " are accepted into")
  String getReference();

  void setReference(String value);

  @Description("Folder of the candidate's run; verdict.json is written into it")
  String getCandidate();

  void setCandidate(String value);

  @Description(
      "Policy (YAML); unless given that beside the reference, or the built-in one, which"
          + " --policy=default prints")
  String getPolicy();

  void setPolicy(String value);

  @Description("How the verdict is printed: text, json, junit or sarif")
  @Default.String("text")
  @Choices({"text", "json", "junit", "sarif"})
  String getFormat();

  void setFormat(String value);

  @Description(
      "Attacks the models of the reference as the candidate was, on its studies, where the reference"
          + " was not; what it has already is reused. The outcomes go into reference/ in the"
          + " candidate's folder")
  boolean getReattack();

  void setReattack(boolean value);

  @Description("Makes a candidate that passes current; the reference stays what it is")
  boolean getPromote();

  void setPromote(boolean value);

  @Description("Folder of a run that becomes the reference, whatever it was before")
  String getAccept();

  void setAccept(String value);

  @Description(
      "Makes the candidate the first reference, and writes a policy beside it, with an attack under"
          + " which there is something to lose, so that a gate can fail")
  boolean getFirst();

  void setFirst(boolean value);

  @Description(
      "Prints what the cohort of the reference can decide: power by margin, and how many studies"
          + " more power takes")
  boolean getPlan();

  void setPlan(boolean value);

  @Description("Folder to which the night is added, a row for each cell (Avro)")
  String getHistory();

  void setHistory(String value);
}
