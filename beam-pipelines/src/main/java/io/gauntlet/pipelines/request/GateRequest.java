package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import java.io.IOException;
import java.util.Optional;

/**
 * What a night is held against.
 *
 * @param reference folder of a run, or one that runs are accepted into; empty where there is none
 *     yet
 * @param policy by which it is decided; empty for that beside the reference
 */
public record GateRequest(Optional<String> reference, Optional<GatePolicy> policy) {
  private static final String NONE = "none";
  private static final String STANDARD = "standard";

  /**
   * Reads what a user asked for.
   *
   * @param reference a folder, or {@value #NONE}
   * @param policyFile a YAML file, or {@value #STANDARD} for that beside the reference, or the
   *     built-in one
   * @throws UsageException when the policy cannot be read
   */
  public static GateRequest of(String reference, String policyFile) {
    return new GateRequest(
        Optional.of(reference).filter(folder -> !folder.equals(NONE)), policy(policyFile));
  }

  /**
   * Reads a policy.
   *
   * @param file a YAML file, or {@value #STANDARD} for none of one's own
   * @throws UsageException when it cannot be read
   */
  public static Optional<GatePolicy> policy(String file) {
    if (file.equals(STANDARD)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PolicyText("--policyFile", file).read());
    } catch (IOException e) {
      throw new UsageException("--policyFile: " + file + ": " + e.getMessage(), e);
    }
  }
}
