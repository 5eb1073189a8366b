package io.gauntlet.pipelines;

import ch.qos.logback.classic.LoggerContext;
import com.google.common.collect.Maps;
import io.gauntlet.attack.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.SyntheticCohort;
import io.gauntlet.report.ConsoleReport;
import io.gauntlet.report.ReportTable;
import io.gauntlet.report.ReportTables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.transforms.JoinStudies;
import io.gauntlet.transforms.Progress;
import io.gauntlet.transforms.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.LoggerFactory;

/** The {@code gauntlet} command: {@code demo}, {@code run} and {@code join}. */
public final class GauntletCommand {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final PrintStream out;
  private final PrintStream err;

  GauntletCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command and exits with 0 when done, 1 when it failed, 2 when it was misused. */
  public static void main(String[] arguments) {
    System.exit(new GauntletCommand(System.out, System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "--help" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      boolean help = rest.contains("--help");
      switch (command) {
        case "demo" -> {
          if (help) {
            help("demo [--output=DIR]", DemoOptions.class, "Runs on a synthetic cohort.");
          } else {
            demo(rest);
          }
        }
        case "run" -> {
          if (help) {
            help(
                "run --reports=FILE --projections=FILE --images=DIR --output=DIR",
                GauntletOptions.class,
                "Trains all victims on a cohort, attacks them, scores what is left.");
          } else {
            gauntlet(CommandLineOptions.parse(GauntletOptions.class, rest));
          }
        }
        case "join" -> {
          if (help) {
            help(
                "join --reports=FILE --projections=FILE [--images=DIR]",
                CohortOptions.class,
                "Joins reports and pictures, and prints what there is and what is left out.");
          } else {
            join(CommandLineOptions.parse(CohortOptions.class, rest));
          }
        }
        case "--help", "-h", "help" -> usage();
        default ->
            throw new UsageException(
                "there is no command '" + command + "'; there are demo, run and join");
      }
      return DONE;
    } catch (UsageException e) {
      err.println("gauntlet: " + e.getMessage());
      return MISUSED;
    } catch (IOException | RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      err.println("gauntlet: failed: " + cause);
      LoggerFactory.getLogger(GauntletCommand.class).debug("failed", e);
      return FAILED;
    }
  }

  private void usage() {
    out.println("gauntlet COMMAND [--option=value ...]");
    out.println();
    out.println("  demo   everything, on a synthetic cohort, in minutes");
    out.println("  run    everything, on your cohort");
    out.println("  join   the join of reports and pictures alone, with its counts");
    out.println();
    out.println("gauntlet COMMAND --help lists the options of a command.");
    out.println("Exit status: 0 done, 1 failed, 2 misused.");
  }

  private void help(String usage, Class<? extends PipelineOptions> options, String what) {
    out.println("gauntlet " + usage);
    out.println(what);
    out.println();
    out.print(CommandLineOptions.describe(options));
    out.println();
    out.println(
        "All options of Apache Beam pass through, such as --runner and --targetParallelism.");
  }

  private void demo(List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    String output =
        arguments.stream()
            .filter(argument -> argument.startsWith("--output="))
            .map(argument -> argument.substring("--output=".length()))
            .findFirst()
            .orElse("gauntlet-demo");
    Path cohort = Path.of(output, "cohort");
    all.add("--reports=" + cohort.resolve(SyntheticCohort.REPORTS));
    all.add("--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS));
    all.add("--images=" + cohort.resolve(SyntheticCohort.IMAGES));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--output="))) {
      all.add("--output=" + output);
    }
    DemoOptions options = CommandLineOptions.parse(DemoOptions.class, all);
    Checks.least("--studies", options.getStudies(), 20);
    Checks.numbers(options);
    FileSystems.setDefaultPipelineOptions(options);
    RunFolder folder =
        RunFolder.take(
            output, CommandLineOptions.values(options, DemoOptions.class, Set.of("output")));
    out.printf(Locale.ROOT, "[cohort] drawing %d synthetic studies%n", options.getStudies());
    SyntheticCohort.write(cohort, options.getStudies(), options.getImageSize(), options.getSeed());
    gauntlet(options, folder);
  }

  private void gauntlet(GauntletOptions options) throws IOException {
    FileSystems.setDefaultPipelineOptions(options);
    gauntlet(options, null);
  }

  private void gauntlet(GauntletOptions options, RunFolder taken) throws IOException {
    Set<Modality> modalities = Checks.modalities(options);
    Checks.cohort(options, modalities.contains(Modality.IMAGE));
    Checks.numbers(options);
    AttackGrid grid = Checks.grid(options, modalities);
    RunFolder folder =
        taken == null ? RunFolder.take(options.getOutput(), provenance(options)) : taken;
    out.printf(
        Locale.ROOT,
        "[plan] %d attacks, %d transfers, results in %s%n",
        grid.attacks().size(),
        grid.transfers().size(),
        folder.uri());
    Map<String, Duration> timings = new LinkedHashMap<>();
    PipelineResult result =
        execute(
            options,
            new GauntletPipeline(
                options,
                modalities,
                grid,
                Maps.transformValues(provenance(options), String::valueOf)),
            timings);
    folder.finish(timings);
    Map<String, Long> counters = counters(result);
    out.printf(
        Locale.ROOT,
        "[join] %d reports: %d studies, %d quarantined%n%n",
        counters.getOrDefault("reports", 0L),
        counters.getOrDefault("studies", 0L),
        counters.getOrDefault("quarantined", 0L));
    ReportTables tables = ReportTables.of(scorecard(folder));
    for (ReportTable table :
        List.of(tables.clean(), tables.table1(), tables.table2(), tables.table3())) {
      out.println(ConsoleReport.render(table));
    }
    for (String file : List.of("report.html", "report.md", WriteReport.SCORECARD, "run.json")) {
      out.println("  " + folder.uri() + "/" + file);
    }
    out.println();
    timings.forEach(
        (stage, time) ->
            out.printf(Locale.ROOT, "  %-22s %7.1f s%n", stage, time.toMillis() / 1000.0));
  }

  private static Scorecard scorecard(RunFolder folder) throws IOException {
    try {
      return ScorecardJson.read(
          new String(folder.read(WriteReport.SCORECARD), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      throw new IOException(
          "nothing was scored: no study reached the test part; see " + folder.uri() + "/quarantine",
          e);
    }
  }

  private static PipelineResult execute(
      GauntletOptions options, GauntletPipeline graph, Map<String, Duration> timings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ProgressAppender progress = new ProgressAppender();
    progress.setContext(context);
    progress.start();
    ch.qos.logback.classic.Logger logger = context.getLogger(Progress.class);
    logger.addAppender(progress);
    Instant start = Instant.now();
    try {
      Pipeline pipeline = Pipeline.create(options);
      graph.build(pipeline);
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      return result;
    } finally {
      logger.detachAppender(progress);
      progress.stop();
      timings.putAll(progress.durations());
      timings.put("total", Duration.between(start, Instant.now()));
    }
  }

  private void join(CohortOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
    Set<Modality> modalities = Checks.modalities(options);
    Checks.cohort(options, false);
    Pipeline pipeline = Pipeline.create(options);
    JoinStudies join =
        JoinStudies.fromIndiana(options.getReports(), options.getProjections())
            .withModalities(modalities);
    pipeline.apply(
        "JoinStudies", options.getImages() == null ? join : join.withImages(options.getImages()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = counters(result);
    counters.put(
        "studies", counters.getOrDefault("reports", 0L) - counters.getOrDefault("quarantined", 0L));
    counters.forEach((name, count) -> out.printf(Locale.ROOT, "%-36s %8d%n", name, count));
  }

  private static Map<String, Long> counters(PipelineResult result) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(JoinStudies.class))
                    .build())
            .getCounters()) {
      counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return counters;
  }

  private static Map<String, Object> provenance(GauntletOptions options) {
    Map<String, Object> facts =
        new TreeMap<>(CommandLineOptions.values(options, GauntletOptions.class, Set.of("output")));
    facts.put("dataDigest", Checks.digest(options));
    return facts;
  }
}
