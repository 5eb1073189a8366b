package io.gauntlet.pipelines.expansion;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where pipelines in Python and YAML find Gauntlet's transforms. */
public interface ExpansionOptions extends PipelineOptions {

  @Description("Port of the loopback at which it listens; 0 for any that is free")
  @Default.Integer(8097)
  int getPort();

  void setPort(int value);

  @Description(
      "Write a jar instead that Beam starts itself (type: javaJar); it names jars of this machine")
  String getJar();

  void setJar(String value);
}
