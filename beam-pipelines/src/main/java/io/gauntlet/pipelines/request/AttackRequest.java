package io.gauntlet.pipelines.request;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.attacking.chosen.KeptData;

/**
 * What is attacked, and with what.
 *
 * @param grid attacks and transfers
 * @param brought victims and a lexicon of the user's own
 * @param batch about as many studies are attacked together, at least 1
 * @param kept what of patients' data is kept
 * @param seed of all randomness of the attacks
 * @param limits how much of it is done
 * @param hardware where the victims run
 */
public record AttackRequest(
    AttackGrid grid,
    Brought brought,
    int batch,
    KeptData kept,
    long seed,
    WorkLimits limits,
    HardwareRequest hardware) {
  public AttackRequest {
    Limits.atLeast("--attackBatch", batch, 1);
  }

  /** The victims that the user brings, beside those that are trained. */
  public OwnVictims victims() {
    return brought.victims();
  }

  /** The same, in the order of the policy by which a night is decided. */
  AttackRequest with(GatePolicy decisive) {
    return new AttackRequest(grid, brought, batch, kept, seed, limits.with(decisive), hardware);
  }
}
