package io.gauntlet.templates;

import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.command.Command;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet templates}: what a launch in the cloud needs, built on this machine. */
public final class TemplatesCommand implements Command {
  private static final String BUILD = "build";
  private static final String METADATA = "metadata";
  private static final List<String> VERBS = List.of(BUILD, METADATA);

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public String usage() {
    return "build --registry=HOST/PROJECT/NAME --templatesBucket=gs://NAME | metadata";
  }

  @Override
  public String summary() {
    return "Builds the Flex Templates: images, specs, and how to upload them.";
  }

  @Override
  public List<String> words() {
    return VERBS;
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return TemplatesOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    String verb = arguments.isEmpty() ? "" : arguments.get(0);
    if (!verb.equals(BUILD) && !verb.equals(METADATA)) {
      throw new UsageException(
          "templates: '" + verb + "' is nothing that it does" + KnownNames.instead(verb, VERBS));
    }
    TemplatesOptions options =
        CommandLineOptions.parse(TemplatesOptions.class, arguments.subList(1, arguments.size()));
    Path checkout = Path.of(System.getProperty("gauntlet.home", "."));
    if (verb.equals(METADATA)) {
      writeSpecs(checkout.resolve("templates/specs"), options, out);
    } else {
      build(checkout, options, out);
    }
    return DONE;
  }

  private static void build(Path checkout, TemplatesOptions options, PrintStream out)
      throws IOException {
    if (options.getImageUser().matches("(0|root)(:.*)?")) {
      throw new UsageException("--imageUser is root; name another user");
    }
    Path release = Files.createDirectories(checkout.resolve(options.getTo()));
    Path work = Files.createDirectories(release.resolve("work"));
    ImageBuilder builder = new ImageBuilder(work.resolve("layers"));
    Upload upload = new Upload(options.getTemplatesBucket());
    for (ImagePlan plan : plans(Program.built(checkout), options, work)) {
      if (!plan.base().equals(ImagePlan.SCRATCH) && !plan.base().contains("@sha256:")) {
        out.println("[templates] " + plan.base() + " is not pinned by its digest");
      }
      String reference = ImagePlan.reference(options.getRegistry(), plan.name(), options.getTag());
      Path tar = release.resolve(plan.name() + ".tar");
      String digest = builder.build(plan, reference, tar);
      out.printf(
          Locale.ROOT,
          "[templates] %s %.0f MB %s%n",
          tar.getFileName(),
          Files.size(tar) / 1e6,
          digest);
      upload.image(tar.getFileName().toString(), reference);
    }
    writeSpecs(release.resolve("specs"), options, out);
    Path script = release.resolve("upload.sh");
    Files.writeString(script, upload.script());
    out.println("[templates] to upload all of it: bash " + script);
  }

  private static List<ImagePlan> plans(Program program, TemplatesOptions options, Path work)
      throws IOException {
    String user = options.getImageUser();
    List<ImagePlan> plans = new ArrayList<>();
    for (Template template : Template.values()) {
      plans.add(ImagePlan.launcher(template, program, options.getLauncherBase(), user));
    }
    String version = program.libtorchVersion();
    plans.add(
        ImagePlan.worker(
            ImagePlan.CPU_WORKER,
            options.getWorkerBase(),
            user,
            "cpu",
            version,
            program.cpuNatives(work)));
    if ((options.getGpuBase() == null) != (options.getGpuLibtorch() == null)) {
      throw new UsageException("the GPU worker needs both --gpuBase and --gpuLibtorch");
    }
    if (options.getGpuBase() != null) {
      var natives = Natives.in(Path.of(options.getGpuLibtorch()));
      if (!natives.containsKey("libtorch_cuda.so")) {
        throw new UsageException(
            "--gpuLibtorch: " + options.getGpuLibtorch() + " has no libtorch_cuda.so");
      }
      natives.putAll(program.bridge(options.getGpuFlavour(), work));
      plans.add(
          ImagePlan.worker(
              ImagePlan.GPU_WORKER,
              options.getGpuBase(),
              user,
              options.getGpuFlavour(),
              version,
              natives));
    }
    return plans;
  }

  private static void writeSpecs(Path folder, TemplatesOptions options, PrintStream out)
      throws IOException {
    Files.createDirectories(folder);
    for (Template template : Template.values()) {
      Path file = folder.resolve(template.id() + ".json");
      Files.writeString(
          file, Specs.json(Specs.of(template, options.getRegistry(), options.getTag())));
      out.println("[templates] " + file);
    }
  }
}
