package io.gauntlet.score.policy;

/** What is wrong with a policy as it was written; the message names file, line and remedy. */
public final class PolicyFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  PolicyFault(String place, String message) {
    super(place + ": " + message);
  }
}
