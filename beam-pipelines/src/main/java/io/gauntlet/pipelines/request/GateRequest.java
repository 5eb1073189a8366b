package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.policy.GatePolicy;
import java.util.Optional;

/**
 * What a night is held against.
 *
 * @param reference folder of a run, or one that runs are accepted into; empty where there is none
 *     yet
 * @param policy by which it is decided; empty for that beside the reference
 * @param options of a gate with the same reference and policy
 * @param asking what is done where the reference was asked something else than the night
 */
public record GateRequest(
    Optional<String> reference,
    Optional<GatePolicy> policy,
    ImmutableList<String> options,
    Asking asking) {
  private static final String NONE = "none";
  private static final String STANDARD = "standard";

  /** What is done where the reference was asked something else than the night. */
  public enum Asking {
    /** The two are not compared. */
    AS_IT_WAS,
    /** The models of the reference are attacked as those of the night were. */
    AS_THE_NIGHT
  }

  /**
   * Reads what a user asked for.
   *
   * @param reference a folder, or {@value #NONE}
   * @param policyFile a YAML file, or {@value #STANDARD} for that beside the reference, or the
   *     built-in one
   * @throws UsageException when the policy cannot be read
   */
  public static GateRequest of(String reference, String policyFile, Asking asking) {
    ImmutableList.Builder<String> options = ImmutableList.builder();
    options.add("--reference=" + reference);
    if (!policyFile.equals(STANDARD)) {
      options.add("--policy=" + policyFile);
    }
    return new GateRequest(
        Optional.of(reference).filter(folder -> !folder.equals(NONE)),
        policy(policyFile),
        options.build(),
        asking);
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
    return Optional.of(new PolicyText("--policyFile", file).read());
  }
}
