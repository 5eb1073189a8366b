package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.Logits;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.Victim;
import java.util.List;
import java.util.Map;

/**
 * A victim as its attacks see it: the logit of the positive class is lowered by the boundary of the
 * victim's {@link OperatingPoint}, so that the decision turns where the logits are equal. Whatever
 * an attack makes of logits, a class, a margin or a loss, then aims at the decision that the victim
 * takes.
 *
 * <p>The branches are the victim's own: what is embedded is shared with other readers.
 */
public final class AimedVictim implements Victim.Wrapper {
  private final Victim victim;
  private final float boundary;

  private AimedVictim(Victim victim) {
    this.victim = victim;
    this.boundary = (float) victim.operatingPoint().boundary();
  }

  /** A victim as its attacks see it; the caller closes what it was made of. */
  public static Victim of(Victim victim) {
    return victim.operatingPoint().isHalf() ? victim : new AimedVictim(victim);
  }

  /** Logits of a victim as its attacks see them. */
  public static List<Logits> aimed(Victim victim, List<Logits> logits) {
    if (victim.operatingPoint().isHalf()) {
      return logits;
    }
    float boundary = (float) victim.operatingPoint().boundary();
    return logits.stream().map(each -> Logits.of(each.get(0), each.get(1) - boundary)).toList();
  }

  @Override
  public Victim victim() {
    return victim;
  }

  @Override
  public List<String> classNames() {
    return victim.classNames();
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    NDArray logits = victim.fuse(embeddings);
    NDArray shift = logits.getManager().create(new float[] {0, boundary});
    return logits.sub(shift);
  }

  /** Leaves the victim open, which is lent. */
  @Override
  public void close() {}
}
