package io.gauntlet.templates;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.command.Command;
import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.RunOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet launch}: checks every parameter, says what it will cost, and launches. */
public final class LaunchCommand implements Command {

  @Override
  public String name() {
    return "launch";
  }

  @Override
  public String usage() {
    return "TEMPLATE [--dry-run] --project=P --region=R --spec=gs://... [--PARAMETER=value ...]";
  }

  @Override
  public String summary() {
    return "Launches a Flex Template, after it has checked every parameter.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return LaunchOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    if (arguments.isEmpty()) {
      throw new UsageException("launch: which template? gauntlet launch " + usage());
    }
    Template template = Template.of(arguments.get(0));
    LaunchArguments checked =
        LaunchArguments.check(Metadata.of(template), arguments.subList(1, arguments.size()));
    RunOptions parameters = parameters(template, checked);
    String estimate = estimate(parameters, checked);
    LaunchFlexTemplateRequest request = LaunchRequests.of(template, checked);
    String project = checked.option("project").orElseThrow();
    String region = checked.option("region").orElseThrow();
    out.println(
        "POST https://dataflow.googleapis.com/v1b3/projects/"
            + project
            + "/locations/"
            + region
            + "/flexTemplates:launch");
    out.println(Specs.JSON.toPrettyString(request));
    out.println();
    out.print(estimate);
    if (checked.dryRun()) {
      out.println("dry run: nothing was sent");
      return DONE;
    }
    Dataflow dataflow =
        new Dataflow.Builder(
                new NetHttpTransport(),
                Specs.JSON,
                new HttpCredentialsAdapter(
                    GoogleCredentials.getApplicationDefault()
                        .createScoped("https://www.googleapis.com/auth/cloud-platform")))
            .setApplicationName("gauntlet")
            .build();
    out.println(send(dataflow, project, region, request));
    return DONE;
  }

  /** Sends a request, and tells where the job is. */
  static String send(
      Dataflow dataflow, String project, String region, LaunchFlexTemplateRequest request)
      throws IOException {
    String job =
        dataflow
            .projects()
            .locations()
            .flexTemplates()
            .launch(project, region, request)
            .execute()
            .getJob()
            .getId();
    return "https://console.cloud.google.com/dataflow/jobs/"
        + region
        + "/"
        + job
        + "?project="
        + project;
  }

  /** The parameters as the template's pipeline will read them, where a value alone tells. */
  private static RunOptions parameters(Template template, LaunchArguments arguments) {
    RunOptions options =
        CommandLineOptions.parse(
            template.options(),
            arguments.parameters().entrySet().stream()
                .map(parameter -> "--" + parameter.getKey() + "=" + parameter.getValue())
                .toList());
    if (options instanceof PrepareCohortOptions cohort) {
      Requests.cohort(cohort);
      Requests.split(cohort);
    }
    return options;
  }

  private static String estimate(RunOptions parameters, LaunchArguments arguments)
      throws IOException {
    Optional<String> file = arguments.option("prices");
    return LaunchEstimate.of(parameters)
        .print(
            arguments.option("studies").map(Long::valueOf),
            file.isPresent() ? Optional.of(Prices.read(file.get())) : Optional.empty());
  }
}
