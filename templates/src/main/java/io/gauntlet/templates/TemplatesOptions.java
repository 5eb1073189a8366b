package io.gauntlet.templates;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What {@code gauntlet templates} builds, and for where. */
public interface TemplatesOptions extends PipelineOptions {

  @Description("Registry of the images, such as europe-west4-docker.pkg.dev/PROJECT/gauntlet")
  @Default.String("region-docker.pkg.dev/project/gauntlet")
  String getRegistry();

  void setRegistry(String value);

  @Description("Bucket of the specs, such as gs://PROJECT-gauntlet-templates")
  @Default.String("gs://project-gauntlet-templates")
  String getTemplatesBucket();

  void setTemplatesBucket(String value);

  @Description("Tag of the images")
  @Default.String("0.1.0")
  String getTag();

  void setTag(String value);

  @Description("Folder for image tars, specs and upload.sh")
  @Default.String("templates/target/release")
  String getTo();

  void setTo(String value);

  @Description("Base of the launcher images; pin it by @sha256:..., or scratch to look inside only")
  @Default.String("gcr.io/dataflow-templates-base/java17-template-launcher-base:latest")
  String getLauncherBase();

  void setLauncherBase(String value);

  @Description("Base of the CPU worker: Beam's own, of the same version; pin it by @sha256:...")
  @Default.String("apache/beam_java17_sdk:2.70.0")
  String getWorkerBase();

  void setWorkerBase(String value);

  @Description(
      "Base of the GPU worker: CUDA, a JRE 17 and Beam's /opt/apache/beam, which"
          + " templates/gpu-base/Dockerfile makes; without it no GPU worker is built")
  String getGpuBase();

  void setGpuBase(String value);

  @Description("Folder of libtorch's shared libraries for GPUs; without it no GPU worker is built")
  String getGpuLibtorch();

  void setGpuLibtorch(String value);

  @Description("Flavour of the libtorch for GPUs")
  @Default.String("cu128")
  String getGpuFlavour();

  void setGpuFlavour(String value);

  @Description("User and group that the images' programs run as; not root")
  @Default.String("65532:65532")
  String getImageUser();

  void setImageUser(String value);
}
