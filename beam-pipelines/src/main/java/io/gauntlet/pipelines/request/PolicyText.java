package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.io.InputFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/**
 * A policy of the gate as a user writes it.
 *
 * @param file YAML; empty for the built-in policy
 * @param tolerance instead of the file's
 * @param alpha instead of the file's
 */
public record PolicyText(
    Optional<String> file, Optional<Double> tolerance, Optional<Double> alpha) {

  /**
   * The policy, read once.
   *
   * @throws UsageException when there is no such file, or a value is out of its range
   * @throws IOException when the file cannot be read
   */
  public GatePolicy read() throws IOException {
    try {
      GatePolicy policy = file.isPresent() ? inFile(file.get()) : GatePolicy.standard();
      GatePolicy.Builder changed = policy.toBuilder();
      tolerance.ifPresent(changed::tolerance);
      alpha.ifPresent(changed::alpha);
      return changed.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static GatePolicy inFile(String file) throws IOException {
    try {
      return GatePolicyYaml.read(file, InputFiles.text(file));
    } catch (FileNotFoundException e) {
      throw new UsageException("--policy: there is no file " + file, e);
    }
  }
}
