package io.gauntlet.templates;

import com.google.api.services.dataflow.model.FlexTemplateRuntimeEnvironment;
import com.google.api.services.dataflow.model.LaunchFlexTemplateParameter;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import java.util.TreeMap;

/** The request that launches a template. */
final class LaunchRequests {
  private LaunchRequests() {}

  /** Of checked arguments. */
  static LaunchFlexTemplateRequest of(Template template, LaunchArguments arguments) {
    FlexTemplateRuntimeEnvironment environment = new FlexTemplateRuntimeEnvironment();
    arguments.option("serviceAccount").ifPresent(environment::setServiceAccountEmail);
    arguments.option("workerImage").ifPresent(environment::setSdkContainerImage);
    arguments.option("machineType").ifPresent(environment::setMachineType);
    arguments.option("maxWorkers").map(Integer::valueOf).ifPresent(environment::setMaxWorkers);
    arguments.option("subnetwork").ifPresent(environment::setSubnetwork);
    arguments
        .option("tempLocation")
        .ifPresent(
            folder ->
                environment
                    .setTempLocation(folder + "/temp")
                    .setStagingLocation(folder + "/staging"));
    return new LaunchFlexTemplateRequest()
        .setLaunchParameter(
            new LaunchFlexTemplateParameter()
                .setJobName(arguments.option("jobName").orElse(template.id()))
                .setContainerSpecGcsPath(arguments.option("spec").orElseThrow())
                .setParameters(new TreeMap<>(arguments.parameters()))
                .setEnvironment(environment));
  }
}
