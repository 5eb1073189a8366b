package io.gauntlet.pipelines.expansion;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;
import org.apache.beam.fn.harness.ExternalWorkerService;
import org.apache.beam.runners.fnexecution.artifact.ArtifactRetrievalService;
import org.apache.beam.sdk.expansion.service.ExpansionServiceOptions;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Server;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.netty.NettyServerBuilder;

/**
 * Beam's expansion service on the loopback, where pipelines in Python and YAML find Gauntlet's
 * transforms, with a pool of workers that runs them in this process.
 */
public final class ExpansionServer implements AutoCloseable {
  private final Server server;

  private ExpansionServer(Server server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port at which, or 0 for any that is free
   * @param options of Beam's service
   * @param sentence makes one line of the printed stack of a failure, for the client
   * @throws IOException when it cannot listen there
   */
  public static ExpansionServer start(
      int port, ExpansionServiceOptions options, UnaryOperator<String> sentence)
      throws IOException {
    int chosen = port == 0 ? freePort() : port;
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), chosen))
            .addService(new PlainExpansion(options, "localhost:" + chosen, sentence))
            .addService(new ArtifactRetrievalService())
            .addService(new ExternalWorkerService(options))
            .build();
    return new ExpansionServer(server.start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** Waits until it is closed. */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
