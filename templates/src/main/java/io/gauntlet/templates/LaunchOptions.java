package io.gauntlet.templates;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * What a launch is told beside the template's own parameters. Never registered with Beam, which has
 * options of the same names.
 */
public interface LaunchOptions extends PipelineOptions {

  @Description("Prints the request and the estimate, and sends nothing")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description("Project that the job runs in")
  @Validation.Required
  String getProject();

  void setProject(String value);

  @Description("Region that the job runs in")
  @Validation.Required
  String getRegion();

  void setRegion(String value);

  @Description("The template's spec in its bucket, such as gs://NAME/nightly-regression.json")
  @Validation.Required
  String getSpec();

  void setSpec(String value);

  @Description("Name of the job; the template's name unless given. One name runs once at a time")
  @Override
  String getJobName();

  @Override
  void setJobName(String value);

  @Description("Account that the workers run as")
  String getServiceAccount();

  void setServiceAccount(String value);

  @Description("Image of the workers; the CPU worker of the spec unless given")
  String getWorkerImage();

  void setWorkerImage(String value);

  @Description("Machine of the workers, such as g2-standard-8")
  String getMachineType();

  void setMachineType(String value);

  @Description("Most workers at once")
  String getMaxWorkers();

  void setMaxWorkers(String value);

  @Description("Subnetwork of the workers, such as regions/REGION/subnetworks/NAME")
  String getSubnetwork();

  void setSubnetwork(String value);

  @Description("Folder in a bucket for what is staged and temporary")
  @Override
  String getTempLocation();

  @Override
  void setTempLocation(String value);

  @Description("File of prices and speeds for the estimate, such as templates/prices.example.json")
  String getPrices();

  void setPrices(String value);

  @Description("Number of studies in the cohort, for the estimate")
  String getStudies();

  void setStudies(String value);
}
