package io.gauntlet.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.pipelines.options.LocalRunOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerNameTest {
  private static final ClassLoader HERE = RunnerNameTest.class.getClassLoader();

  @ParameterizedTest
  @CsvSource({
    "flink, FLINK",
    "FlinkRunner, FLINK",
    "org.apache.beam.runners.spark.SparkRunner, SPARK",
    "Direct, DIRECT",
    "PortableRunner, PORTABLE",
    "dataflow, DATAFLOW"
  })
  void aRunnerHasAShortNameBeamsNameAndThatOfItsClass(String name, RunnerName runner) {
    assertEquals(Optional.of(runner), RunnerName.of(name));
  }

  @Test
  void aRunnerOfOthersHasNoneOfThem() {
    assertEquals(Optional.empty(), RunnerName.of("PrismRunner"));
  }

  @Test
  void sparkIsRefusedOnAJavaOnWhichItDoesNotStart() {
    assertEquals(
        "--runner: Spark 3.5 does not start on Java 25; set JAVA_HOME to a JDK of 17 to 22, or give"
            + " --runner=flink",
        assertThrows(UsageException.class, () -> RunnerName.SPARK.require(25, HERE)).getMessage());
    // On those before, it is its jars that are missing here.
    String message =
        assertThrows(UsageException.class, () -> RunnerName.SPARK.require(22, HERE)).getMessage();
    assertTrue(message.startsWith("--runner: the jars of SparkRunner are not"), message);
  }

  @Test
  void aJobServerIsLookedForBeforeBeamWaitsForIt() throws IOException {
    assertEquals(
        "--jobEndpoint is missing: --runner=portable needs the address of a job server, such as"
            + " localhost:8073",
        refused());
    assertEquals(
        "--jobEndpoint is 'localhost'; give a host and a port, such as localhost:8073",
        refused("--jobEndpoint=localhost"));
    assertEquals(
        "--jobEndpoint is 'a:b:c'; give a host and a port, such as localhost:8073",
        refused("--jobEndpoint=a:b:c"));
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      RunnerName.PORTABLE.requireServer(List.of("--jobEndpoint=localhost:" + port));
    }
    assertEquals(
        "--jobEndpoint: no job server answers at localhost:%s (Connection refused); start one there, or name another"
            .formatted(port),
        refused("--jobEndpoint=localhost:" + port));
  }

  private static String refused(String... options) {
    return assertThrows(
            UsageException.class, () -> RunnerName.PORTABLE.requireServer(List.of(options)))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--runner=direct", "--runner=DirectRunner"})
  void theDirectRunnerIsTheSameWhetherItIsNamedOrNot(String named) {
    List<String> arguments =
        new ArrayList<>(List.of("--output=/o", "--reports=/r", "--targetParallelism=3"));
    if (!named.isEmpty()) {
      arguments.add(named);
    }
    PipelineOptions options = CommandLineOptions.parse(LocalRunOptions.class, arguments);
    assertEquals("DirectRunner", options.getRunner().getSimpleName());
    assertTrue(options.toString().contains("enforceImmutability: false"), options.toString());
  }

  @Test
  void aShortNameIsThatOfItsClass() {
    assertEquals(
        DataflowRunner.class,
        CommandLineOptions.parse(
                LocalRunOptions.class, List.of("--output=/o", "--reports=/r", "--runner=dataflow"))
            .getRunner());
  }
}
