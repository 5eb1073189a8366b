package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Description;

/** Attack and scores alone, from studies and models that stages before wrote. */
public interface RunGauntletOptions extends GridOptions {

  @Description("Folder of the run whose studies are used; that of the results unless given")
  String getStudiesFrom();

  void setStudiesFrom(String value);

  @Description("Folder of the run whose models are attacked; that of the results unless given")
  String getModelsFrom();

  void setModelsFrom(String value);
}
