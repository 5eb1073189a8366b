package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a reviewer gets. */
public interface EvidenceOptions extends PipelineOptions {

  @Description("Folder of a run that gate has judged")
  @Validation.Required
  String getRun();

  void setRun(String value);

  @Description(
      "File of the verdict on this run that goes along, as gate wrote it, such as one that was kept"
          + " elsewhere; the verdict.json in the run's folder unless given")
  String getVerdict();

  void setVerdict(String value);

  @Description("The archive that is written, a .zip that is not there yet")
  @Validation.Required
  String getOutput();

  void setOutput(String value);

  @Description(
      "Takes the page's gallery along: words and images of patients then leave, on purpose")
  boolean getWithGallery();

  void setWithGallery(boolean value);
}
