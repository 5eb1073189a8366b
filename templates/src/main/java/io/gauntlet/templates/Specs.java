package io.gauntlet.templates;

import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.FlexTemplateRuntimeEnvironment;
import com.google.api.services.dataflow.model.SDKInfo;
import java.io.IOException;
import java.util.List;

/** A template's container spec: the file in the bucket that a launch names. */
final class Specs {
  static final JsonFactory JSON = GsonFactory.getDefaultInstance();

  private Specs() {}

  /**
   * The spec of a template whose launcher image is in a registry.
   *
   * @param registry such as {@code europe-west4-docker.pkg.dev/PROJECT/gauntlet}
   * @param tag of the images
   */
  static ContainerSpec of(Template template, String registry, String tag) {
    return new ContainerSpec()
        .setImage(ImagePlan.reference(registry, ImagePlan.launcherName(template), tag))
        .setSdkInfo(new SDKInfo().setLanguage("JAVA"))
        .setMetadata(Metadata.of(template))
        .setDefaultEnvironment(
            new FlexTemplateRuntimeEnvironment()
                .setSdkContainerImage(ImagePlan.reference(registry, ImagePlan.CPU_WORKER, tag))
                .setAdditionalExperiments(List.of("use_runner_v2"))
                .setIpConfiguration("WORKER_IP_PRIVATE"));
  }

  /** The spec as indented JSON, the same text for the same spec. */
  static String json(ContainerSpec spec) throws IOException {
    return JSON.toPrettyString(spec) + "\n";
  }
}
