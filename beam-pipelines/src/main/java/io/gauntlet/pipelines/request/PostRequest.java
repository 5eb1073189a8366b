package io.gauntlet.pipelines.request;

import com.google.common.collect.Range;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * A server to which the results of a run are sent.
 *
 * @param server root of its address, {@code http} or {@code https}, without a slash at its end
 */
public record PostRequest(URI server) {
  private static final String MLFLOW = "mlflow:";
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int NO_PORT = -1;
  private static final Range<Integer> PORTS = Range.closed(1, 65535);

  /**
   * Reads {@code mlflow:URL}.
   *
   * @throws UsageException when it is no such address, or has a password in it
   */
  public static PostRequest parse(String text) {
    if (!text.startsWith(MLFLOW)) {
      throw new UsageException(
          "--post: '%s' names no kind of server; write mlflow:http://HOST:PORT".formatted(text));
    }
    URI uri = uri(text.substring(MLFLOW.length()));
    if (uri.getUserInfo() != null) {
      throw new UsageException(
          "--post: the address holds a name or password, which logs would show; put them into the"
              + " environment as MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
    }
    return new PostRequest(uri);
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address.replaceFirst("/+$", ""));
      if (uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
          && uri.getHost() != null
          && (uri.getPort() == NO_PORT || PORTS.contains(uri.getPort()))
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // It is said below.
    }
    throw new UsageException(
        "--post: '%s' is no address of a server; write mlflow:http://HOST:PORT".formatted(address));
  }

  /** As a user writes it. */
  @Override
  public String toString() {
    return MLFLOW + server;
  }
}
