package io.gauntlet.pipelines.cli;

import com.google.common.net.HostAndPort;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * A server that runs Beam's pipelines, such as Prism or Flink's job server.
 *
 * @param address where it listens
 */
record JobServer(HostAndPort address) {
  private static final String OPTION = "--jobEndpoint=";
  private static final String EXAMPLE = "localhost:8073";
  private static final int TIMEOUT_MILLIS = 5_000;

  /**
   * The server that options name.
   *
   * @throws UsageException when they name none, or what they name is no address
   */
  static JobServer in(List<String> options) {
    String address =
        options.stream()
            .filter(option -> option.startsWith(OPTION))
            .map(option -> option.substring(OPTION.length()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--jobEndpoint is missing: --runner=portable needs the address of a job"
                            + " server, such as "
                            + EXAMPLE));
    try {
      HostAndPort read = HostAndPort.fromString(address);
      if (read.hasPort() && !read.getHost().isEmpty()) {
        return new JobServer(read);
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(address);
    }
    throw noAddress(address);
  }

  private static UsageException noAddress(String address) {
    return new UsageException(
        "--jobEndpoint is '%s'; give a host and a port, such as %s".formatted(address, EXAMPLE));
  }

  /**
   * Looks whether something listens there; Beam would wait for a minute, and then say less.
   *
   * @throws UsageException when nothing does
   */
  void requireReached() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MILLIS);
    } catch (IOException e) {
      throw new UsageException(
          "--jobEndpoint: no job server answers at %s (%s); start one there, or name another"
              .formatted(address, e.getMessage()),
          e);
    }
  }
}
