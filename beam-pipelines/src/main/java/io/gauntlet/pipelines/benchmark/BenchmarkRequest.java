package io.gauntlet.pipelines.benchmark;

import io.gauntlet.pipelines.request.Limits;

/**
 * How the benchmarks are run.
 *
 * @param rounds of each way, of which the median counts; at least 1
 * @param studies that are attacked in a round, a multiple of {@link PgdBenchmark#BATCH}
 * @param python with PyTorch to compare with, a command
 */
public record BenchmarkRequest(int rounds, int studies, String python) {

  /**
   * Reads what a user asked for; studies that fill no batch are left out.
   *
   * @throws io.gauntlet.pipelines.request.UsageException when a number is too small
   */
  public static BenchmarkRequest of(int rounds, int studies, String python) {
    Limits.atLeast("--rounds", rounds, 1);
    Limits.atLeast("--studies", studies, PgdBenchmark.BATCH);
    return new BenchmarkRequest(rounds, studies - studies % PgdBenchmark.BATCH, python);
  }
}
