package io.gauntlet.pipelines.stage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The process that holds a folder.
 *
 * @param host name of its machine
 * @param pid its number there
 * @param since when it took the folder, ISO 8601 in UTC
 */
record LockOwner(String host, long pid, String since) {

  /** This process, from now on. */
  static LockOwner thisProcess() {
    return new LockOwner(
        thisHost(),
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
  }

  /** Whether it was a process of this machine that is gone, its number perhaps given to another. */
  boolean isGone() {
    if (!host.equals(thisHost())) {
      return false;
    }
    Instant taken = Instant.parse(since);
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive())
        .filter(process -> process.info().startInstant().map(taken::isAfter).orElse(true))
        .isEmpty();
  }

  @Override
  public String toString() {
    return "process %s on %s, since %s".formatted(pid, host, since);
  }
}
