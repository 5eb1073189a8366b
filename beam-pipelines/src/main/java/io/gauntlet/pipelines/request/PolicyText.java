package io.gauntlet.pipelines.request;

import io.gauntlet.score.gate.GatePolicy;
import io.gauntlet.score.gate.GatePolicyYaml;
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
      GatePolicy tolerant = tolerance.map(policy::withTolerance).orElse(policy);
      return alpha.map(tolerant::withAlpha).orElse(tolerant);
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
