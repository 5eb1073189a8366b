package io.gauntlet.report;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;

/**
 * When and where a verdict was decided: what test reports tell beside what was decided.
 *
 * @param at when
 * @param seconds that it took; NaN where nobody measured it
 * @param host name of the machine; empty where it is none that a user knows, as in the cloud
 */
public record Decided(Instant at, double seconds, String host) implements Serializable {

  /** By many machines, in a job that began then. */
  public static Decided byJob(Instant start) {
    return new Decided(start, Double.NaN, "");
  }

  /** On this machine, which has just decided. */
  public static Decided here(Instant start, Instant end) {
    return new Decided(start, Duration.between(start, end).toMillis() / 1000.0, localHost());
  }

  /** Empty where the machine has no name of its own. */
  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
