package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.dataflow.model.LaunchFlexTemplateParameter;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schedule sends, evaluated by Terraform itself and read by Google's own classes. */
class ScheduledRequestTest {
  private static final Path MODULE = Path.of("../terraform/modules/launch-request");

  @TempDir private Path folder;

  @Test
  void whatTheScheduleSendsIsALaunchThatTheTemplateTakes() throws Exception {
    assumeTrue(hasTerraform(), "terraform is not installed");
    LaunchFlexTemplateRequest request =
        Specs.JSON.fromString(
            evaluate(
                Map.of(
                    "templates_bucket", "p-gauntlet-templates",
                    "temp_bucket", "p-gauntlet-temp",
                    "worker_account", "gauntlet-worker@p.iam.gserviceaccount.com",
                    "worker_image", "r/worker-gpu:1",
                    "subnetwork", "regions/europe-west4/subnetworks/gauntlet",
                    "labels", Map.of("system", "gauntlet"),
                    "parameters",
                        Map.of(
                            "reports", "gs://p-cohort/reports.csv",
                            "projections", "gs://p-cohort/projections.csv",
                            "images", "gs://p-cohort/images",
                            "imageSize", "224",
                            "gpu", "nvidia-l4",
                            "output", "gs://p-gauntlet-runs/nightly/{date}",
                            "historyTable", "p-project:gauntlet.history"))),
            LaunchFlexTemplateRequest.class);

    LaunchFlexTemplateParameter launch = request.getLaunchParameter();
    assertTrue(request.getUnknownKeys().isEmpty(), request.getUnknownKeys().toString());
    assertTrue(launch.getUnknownKeys().isEmpty(), launch.getUnknownKeys().toString());
    assertTrue(
        launch.getEnvironment().getUnknownKeys().isEmpty(),
        launch.getEnvironment().getUnknownKeys().toString());
    assertEquals("nightly-regression", launch.getJobName());
    assertEquals("WORKER_IP_PRIVATE", launch.getEnvironment().getIpConfiguration());
    assertEquals(4, launch.getEnvironment().getMaxWorkers());
    assertEquals(null, launch.getEnvironment().getKmsKeyName());

    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--project=p",
                "--region=europe-west4",
                "--spec=" + launch.getContainerSpecGcsPath(),
                "--workerImage=" + launch.getEnvironment().getSdkContainerImage()));
    launch.getParameters().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    LaunchArguments.check(Metadata.of(Template.of(launch.getJobName())), arguments);
  }

  private String evaluate(Map<String, Object> variables) throws IOException, InterruptedException {
    Files.copy(MODULE.resolve("main.tf"), folder.resolve("main.tf"));
    new ObjectMapper().writeValue(folder.resolve("request.auto.tfvars.json").toFile(), variables);
    run("terraform", "apply", "-auto-approve", "-input=false", "-no-color");
    JsonNode outputs = new ObjectMapper().readTree(run("terraform", "output", "-json"));
    return outputs.at("/body/value").asText();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text + Files.readString(errors));
    return text;
  }

  private static boolean hasTerraform() throws InterruptedException {
    try {
      return new ProcessBuilder("terraform", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
