package io.gauntlet.pipelines.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.request.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runners that {@code --runner} takes by a short name; any other on the class path is taken by
 * the name that Beam has for it.
 */
enum RunnerName {
  /** Threads of this process; collections stay in memory. */
  DIRECT("org.apache.beam.runners.direct.DirectRunner", "threads of this process"),

  /** A cluster inside this process, or the one that {@code --flinkMaster} names. */
  FLINK(
      "org.apache.beam.runners.flink.FlinkRunner", "Flink 1.19 inside this process, or a cluster"),

  /** A driver inside this process, or the cluster that {@code --sparkMaster} names. */
  SPARK("org.apache.beam.runners.spark.SparkRunner", "Spark 3.5 inside this process, or a cluster"),

  /** A job server, such as Flink's or Prism, that {@code --jobEndpoint} names. */
  PORTABLE("org.apache.beam.runners.portability.PortableRunner", "the job server at --jobEndpoint"),

  /** Google's service. */
  DATAFLOW("org.apache.beam.runners.dataflow.DataflowRunner", "Google's service");

  /** Java took away what Hadoop, under Spark 3.5, asks for who a user is. */
  private static final int FIRST_JAVA_WITHOUT_SPARK = 23;

  private final String type;
  private final String meaning;

  RunnerName(String type, String meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  /** The runner of a short name, or of Beam's name or the class; empty for one of others. */
  static Optional<RunnerName> of(String name) {
    return Stream.of(values())
        .filter(
            runner ->
                Stream.of(runner.shortName(), runner.simpleName(), runner.type)
                    .anyMatch(known -> Ascii.equalsIgnoreCase(known, name)))
        .findFirst();
  }

  /** All short names. */
  static ImmutableList<Choice> choices() {
    return Stream.of(values())
        .map(runner -> new Choice(runner.shortName(), runner.meaning))
        .collect(ImmutableList.toImmutableList());
  }

  /** What is said of a name that none has. */
  static String unknown(String name) {
    return "--runner: there is no runner '%s'%s"
        .formatted(name, KnownNames.instead(name, choices().stream().map(Choice::name).toList()));
  }

  private String shortName() {
    return Ascii.toLowerCase(name());
  }

  private String simpleName() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Name of its class. */
  String type() {
    return type;
  }

  /**
   * Looks whether it can run here.
   *
   * @param java feature version of this Java, such as 17
   * @param loader of the classes
   * @throws UsageException when it starts on no such Java, or its jars are not on the class path
   */
  void require(int java, ClassLoader loader) {
    if (this == SPARK && java >= FIRST_JAVA_WITHOUT_SPARK) {
      throw new UsageException(
          "--runner: Spark 3.5 does not start on Java %s; set JAVA_HOME to a JDK of 17 to 22, or give --runner=flink"
              .formatted(java));
    }
    try {
      Class.forName(type, false, loader);
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "--runner: the jars of %s are not on the class path; ./gauntlet fetches and adds them: call the command by it, from where it was built"
              .formatted(simpleName()),
          e);
    }
  }

  /**
   * Looks whether there is what it is told to run on: so far, the job server of the portable one.
   *
   * @param options that are given, as they are written
   * @throws UsageException when there is not
   */
  void requireServer(List<String> options) {
    if (this == PORTABLE) {
      JobServer.in(options).requireReached();
    }
  }

  /**
   * The options that it has unless told otherwise: as many workers as there are threads, in this
   * process. The direct runner makes none of its checks that every transform is well behaved, which
   * the tests run with and which cost half of a short run.
   *
   * @param threads number of workers
   */
  ImmutableMap<String, String> defaults(int threads) {
    return switch (this) {
      case DIRECT ->
          ImmutableMap.of(
              "targetParallelism", Integer.toString(threads),
              "enforceImmutability", "false",
              "enforceEncodability", "false");
      case FLINK ->
          ImmutableMap.of("flinkMaster", "[local]", "parallelism", Integer.toString(threads));
      case SPARK -> ImmutableMap.of("sparkMaster", "local[" + threads + "]");
      // Otherwise it starts a container, in which nothing of this machine is found. gRPC tells of
      // each channel that a worker leaves open.
      case PORTABLE ->
          ImmutableMap.of(
              "defaultEnvironmentType", "LOOPBACK",
              "sdkHarnessLogLevelOverrides", "{\"org.apache.beam.vendor.grpc\":\"OFF\"}");
      case DATAFLOW -> ImmutableMap.of();
    };
  }
}
