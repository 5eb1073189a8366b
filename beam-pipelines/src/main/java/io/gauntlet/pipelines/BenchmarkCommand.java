package io.gauntlet.pipelines;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.gauntlet.data.SyntheticCohort;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet benchmark}: how much of the bare speed is left, on this machine. */
final class BenchmarkCommand implements Command {
  private static final double OF_BARE_LOOP = 0.95;
  private static final double OF_PYTHON = 1;
  private static final double OF_ONE_AT_A_TIME = 5;

  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String usage() {
    return "[--rounds=N] [--python=PYTHON]";
  }

  @Override
  public String summary() {
    return "Measures PGD and the synonym search against the bare loops, by turns.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return BenchmarkOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    // One thread everywhere: here, in the bare loop and in Python.
    all.add("--targetParallelism=1");
    BenchmarkOptions options = CommandLineOptions.parse(BenchmarkOptions.class, all);
    Checks.least("--rounds", options.getRounds(), 1);
    Checks.least("--studies", options.getStudies(), PgdBenchmark.BATCH);
    FileSystems.setDefaultPipelineOptions(options);
    Path folder = Files.createTempDirectory("gauntlet-benchmark");
    try {
      run(options, folder, out);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return DONE;
  }

  private static void run(BenchmarkOptions options, Path folder, PrintStream out)
      throws IOException {
    int studies = options.getStudies() / PgdBenchmark.BATCH * PgdBenchmark.BATCH;
    PgdBenchmark pgd = new PgdBenchmark(options, folder, studies);
    pgd.prepare();
    int rounds = options.getRounds();
    print(
        out,
        "pass",
        Benchmark.of(
            "PGD as a pipeline / the bare DJL loop",
            OF_BARE_LOOP,
            rounds,
            pgd::pipeline,
            pgd::bareLoop));
    Optional<PythonPgd> python = PythonPgd.start(options.getPython(), folder, studies);
    if (python.isPresent()) {
      try (PythonPgd torch = python.get()) {
        print(
            out,
            "pass",
            Benchmark.of(
                "PGD as a pipeline / Python's PyTorch",
                OF_PYTHON,
                rounds,
                pgd::pipeline,
                torch::seconds));
      }
    } else {
      out.println(
          "SKIPPED PGD / Python's PyTorch: " + options.getPython() + " has no torch; see --python");
    }
    CohortSample cohort =
        CohortSample.read(folder.resolve(SyntheticCohort.REPORTS).toString(), studies);
    try (SynonymBenchmark synonyms = new SynonymBenchmark(cohort.captions())) {
      print(
          out,
          "query",
          Benchmark.of(
              "synonym search, pooled / one caption at a time",
              OF_ONE_AT_A_TIME,
              rounds,
              synonyms::pooled,
              synonyms::oneAtATime));
    }
  }

  private static void print(PrintStream out, String unit, Benchmark benchmark) {
    out.printf(
        Locale.ROOT,
        "%-48s %6.2f x  (at least %.2f)  %.3f and %.3f ms a %s, medians of %d%n",
        benchmark.name(),
        benchmark.ratio(),
        benchmark.target(),
        1000 * Benchmark.median(benchmark.ours()),
        1000 * Benchmark.median(benchmark.theirs()),
        unit,
        benchmark.ours().size());
  }
}
