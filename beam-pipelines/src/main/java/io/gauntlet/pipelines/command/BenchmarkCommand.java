package io.gauntlet.pipelines.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.benchmark.Benchmark;
import io.gauntlet.pipelines.benchmark.BenchmarkOptions;
import io.gauntlet.pipelines.benchmark.BenchmarkRequest;
import io.gauntlet.pipelines.benchmark.PgdBenchmark;
import io.gauntlet.pipelines.benchmark.PythonPgd;
import io.gauntlet.pipelines.benchmark.SynonymBenchmark;
import io.gauntlet.pipelines.cli.CommandLineOptions;
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
    BenchmarkRequest request =
        BenchmarkRequest.of(options.getRounds(), options.getStudies(), options.getPython());
    FileSystems.setDefaultPipelineOptions(options);
    Path folder = Files.createTempDirectory("gauntlet-benchmark");
    try {
      run(options, request, folder, out);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return DONE;
  }

  private static void run(
      PipelineOptions options, BenchmarkRequest request, Path folder, PrintStream out)
      throws IOException {
    PgdBenchmark pgd = new PgdBenchmark(options, folder, request.studies());
    pgd.prepare();
    Optional<PythonPgd> python = PythonPgd.start(request.python(), folder, request.studies());
    if (python.isPresent()) {
      try (PythonPgd torch = python.get()) {
        pgd(request.rounds(), pgd, Optional.of(torch::seconds), out);
      }
    } else {
      out.println(
          "SKIPPED PGD / Python's PyTorch: %s does not run it (%s); see --python"
              .formatted(request.python(), PythonPgd.lastError(folder)));
      pgd(request.rounds(), pgd, Optional.empty(), out);
    }
    String reports = folder.resolve(SyntheticCohort.REPORTS).toString();
    try (SynonymBenchmark synonyms = SynonymBenchmark.on(reports, request.studies())) {
      synonyms(request.rounds(), synonyms, out);
    }
  }

  private static void pgd(
      int rounds, PgdBenchmark pgd, Optional<Benchmark.Way> python, PrintStream out)
      throws IOException {
    List<Benchmark.Way> ways = new ArrayList<>(List.of(pgd::pipeline, pgd::bareLoop));
    python.ifPresent(ways::add);
    List<List<Double>> seconds = Benchmark.byTurns(rounds, ways);
    List<Double> ours = seconds.get(0);
    print(
        out,
        "study",
        new Benchmark("PGD as a pipeline / the bare DJL loop", ours, seconds.get(1), OF_BARE_LOOP));
    if (python.isPresent()) {
      print(
          out,
          "study",
          new Benchmark("PGD as a pipeline / Python's PyTorch", ours, seconds.get(2), OF_PYTHON));
    }
  }

  private static void synonyms(int rounds, SynonymBenchmark synonyms, PrintStream out)
      throws IOException {
    List<List<Double>> seconds =
        Benchmark.byTurns(
            rounds, List.of(synonyms::pooled, synonyms::shared, synonyms::oneAtATime));
    List<Double> theirs = seconds.get(2);
    print(
        out,
        "query",
        new Benchmark(
            "one synonym search, pooled / one at a time",
            seconds.get(0),
            theirs,
            OF_ONE_AT_A_TIME));
    print(
        out,
        "query",
        new Benchmark(
            "seven on one BERT, pooled and shared / the same",
            seconds.get(1),
            theirs,
            OF_ONE_AT_A_TIME));
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
