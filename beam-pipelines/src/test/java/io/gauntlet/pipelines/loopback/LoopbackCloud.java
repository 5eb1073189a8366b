package io.gauntlet.pipelines.loopback;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Google's side of a launch, on this machine: Dataflow's jobs and Cloud Storage's objects over
 * their real HTTP protocols, so that the real runner and the real file system talk to it.
 */
public final class LoopbackCloud implements AutoCloseable {
  /** The project that the options name. */
  public static final String PROJECT = "loopback";

  /** The region that the options name. */
  public static final String REGION = "europe-west4";

  static {
    // Without it the server keeps small answers back for 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final LoopbackStorage storage = new LoopbackStorage();
  private final LoopbackJobs jobs = new LoopbackJobs();

  /** Starts it on a free port. */
  public LoopbackCloud() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1b3/", jobs);
    server.createContext("/", storage);
    server.start();
  }

  /** What is stored. */
  public LoopbackStorage storage() {
    return storage;
  }

  /** What was launched. */
  public LoopbackJobs jobs() {
    return jobs;
  }

  /** Options that send everything here. */
  public List<String> options() {
    return List.of(
        "--runner=DataflowRunner",
        "--project=" + PROJECT,
        "--region=" + REGION,
        "--dataflowEndpoint=" + root(),
        "--gcsEndpoint=" + root() + "storage/v1/",
        "--gcpTempLocation=gs://loopback/temp",
        "--tempLocation=gs://loopback/temp",
        "--stagingLocation=gs://loopback/staging",
        "--experiments=use_runner_v2",
        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
        "--pathValidatorClass=org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator");
  }

  /** Options that send only the files here. */
  public List<String> storageOptions() {
    return options().stream()
        .filter(option -> option.matches("--(gcsEndpoint|project|credentialFactoryClass)=.*"))
        .toList();
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
