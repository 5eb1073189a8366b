package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.RunFault;
import io.gauntlet.records.parts.RunScope;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a verdict must know of a run beside its outcomes.
 *
 * @param folder of the run; null where unknown
 * @param dataDigest of the tables that the studies came from; null where unknown
 * @param seed of its attacks, as it was written; null where unknown
 * @param making what the outcomes were made of
 * @param scope what the run left out on purpose
 * @param faults how the outcomes that are there are not those that the run wrote
 * @param manifest digest of what the run wrote down of its outcomes; null where unknown
 */
public record RunFacts(
    @Nullable String folder,
    @Nullable String dataDigest,
    @Nullable String seed,
    Making making,
    RunScope scope,
    ImmutableList<RunFault> faults,
    @Nullable String manifest)
    implements Serializable {

  private RunFacts(@Nullable String folder) {
    this(folder, null, null, Making.UNKNOWN, RunScope.ALL, ImmutableList.of(), null);
  }

  /** A run of which no more is known, and in which nothing is wrong. */
  public static RunFacts in(String folder) {
    return new RunFacts(folder);
  }

  /** A run of which nothing is known. */
  public static RunFacts unknown() {
    return new RunFacts(null);
  }

  /** With the digest of the tables. */
  public RunFacts withData(String digest) {
    return new RunFacts(folder, digest, seed, making, scope, faults, manifest);
  }

  /**
   * The same weights, asked as another run was: what was asked is no difference between them any
   * more.
   */
  public RunFacts askedAs(RunFacts other) {
    return new RunFacts(folder, other.dataDigest, other.seed, making, scope, faults, manifest);
  }

  /** With the seed of its attacks. */
  public RunFacts withSeed(String other) {
    return new RunFacts(folder, dataDigest, other, making, scope, faults, manifest);
  }

  /** With what it left out. */
  public RunFacts with(RunScope other) {
    return new RunFacts(folder, dataDigest, seed, making, other, faults, manifest);
  }

  /** The same run, held against its manifest. */
  public RunFacts with(Making made, ImmutableList<RunFault> wrong) {
    return new RunFacts(folder, dataDigest, seed, made, scope, wrong, manifest);
  }

  /** With the digest of its manifest. */
  public RunFacts withManifest(String digest) {
    return new RunFacts(folder, dataDigest, seed, making, scope, faults, digest);
  }
}
