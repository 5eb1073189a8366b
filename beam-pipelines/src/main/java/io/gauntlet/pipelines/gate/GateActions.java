package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.gate.GateAction.Asking;
import io.gauntlet.pipelines.gate.GateAction.Promotion;
import io.gauntlet.pipelines.options.GateOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.PolicyText;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.request.VerdictFormat;
import io.gauntlet.score.policy.GatePolicy;
import java.util.Map;
import java.util.Optional;

/** Reads the options of a gate once into what it is asked to do. */
public final class GateActions {
  private static final String DEFAULT_POLICY = "default";

  private GateActions() {}

  /**
   * What the options ask for.
   *
   * @throws UsageException when they cannot be
   */
  public static GateAction of(GateOptions options) {
    VerdictFormat format = VerdictFormat.named(options.getFormat());
    requireOneAction(options);
    if (DEFAULT_POLICY.equals(options.getPolicy())
        && options.getReference() == null
        && options.getCandidate() == null
        && !options.getFirst()
        && !options.getPlan()) {
      return new GateAction.PrintPolicy();
    }
    String reference =
        named(
            "reference", options.getReference(), "name the folder of the release to hold against");
    if (options.getAccept() != null) {
      return new GateAction.Accept(reference, options.getAccept());
    }
    Optional<GatePolicy> policy = policy(options.getPolicy());
    if (options.getPlan()) {
      return new GateAction.Plan(reference, policy);
    }
    String candidate =
        named("candidate", options.getCandidate(), "name the folder of the run to judge");
    return options.getFirst()
        ? new GateAction.First(reference, candidate, policy.orElseGet(GatePolicy::standard))
        : new GateAction.Compare(
            reference,
            candidate,
            policy,
            format,
            options.getReattack()
                ? new Asking.AsTheCandidate()
                : new Asking.AsItWas(remedy(options)),
            options.getPromote() ? Promotion.CURRENT : Promotion.NONE,
            Optional.ofNullable(options.getHistory())
                .map(folder -> PathOptions.writable("history", folder).name()),
            Requests.post(options));
  }

  /**
   * Checks that one thing is asked for, so that nothing that a user wrote is passed over.
   *
   * @throws UsageException when an option belongs to something else than another one
   */
  private static void requireOneAction(GateOptions options) {
    ImmutableList<String> actions =
        given(
            ImmutableMap.of(
                "--accept", options.getAccept() != null,
                "--first", options.getFirst(),
                "--plan", options.getPlan()));
    if (actions.isEmpty()) {
      return;
    }
    ImmutableList<String> others =
        ImmutableList.<String>builder()
            .addAll(actions.subList(1, actions.size()))
            .addAll(
                given(
                    ImmutableMap.of(
                        "--candidate",
                        options.getCandidate() != null && !options.getFirst(),
                        "--policy",
                        options.getPolicy() != null && options.getAccept() != null,
                        "--promote",
                        options.getPromote(),
                        "--reattack",
                        options.getReattack(),
                        "--history",
                        options.getHistory() != null,
                        "--post",
                        options.getPost() != null)))
            .build();
    if (!others.isEmpty()) {
      throw new UsageException(
          "%s and %s are two things to do; give one of them, and call again for the other"
              .formatted(actions.get(0), others.get(0)));
    }
  }

  private static ImmutableList<String> given(ImmutableMap<String, Boolean> options) {
    return options.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  /** The options of the gate that attacks the models of the reference again. */
  private static ImmutableList<String> remedy(GateOptions options) {
    ImmutableList.Builder<String> again = ImmutableList.builder();
    again.add("--reference=" + options.getReference(), "--candidate=" + options.getCandidate());
    if (options.getPolicy() != null) {
      again.add("--policy=" + options.getPolicy());
    }
    return again.build();
  }

  private static String named(String option, String folder, String remedy) {
    if (folder == null) {
      throw new UsageException("--" + option + " is missing; " + remedy);
    }
    return folder;
  }

  private static Optional<GatePolicy> policy(String file) {
    if (file == null) {
      return Optional.empty();
    }
    return Optional.of(
        file.equals(DEFAULT_POLICY)
            ? GatePolicy.standard()
            : new PolicyText("--policy", file).read());
  }
}
