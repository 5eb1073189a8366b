package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.OneAgainstOthers;
import java.util.List;
import java.util.Map;

/**
 * A victim as a targeted attack sees it, of two classes: the best of all but the target, which is
 * the true one, and the target. Its margin is that of the target, and whatever fools it makes the
 * victim decide for the target.
 */
public final class TargetedVictim implements Victim.Wrapper {
  /** The label of every study in this view. */
  public static final int TRUTH = 0;

  private final Victim victim;
  private final int target;

  private TargetedVictim(Victim victim, int target) {
    this.victim = victim;
    this.target = target;
  }

  /**
   * A victim as a targeted attack sees it; the caller closes what it was made of.
   *
   * @param target the place of the class
   */
  public static Victim of(Victim victim, int target) {
    return new TargetedVictim(victim, target);
  }

  @Override
  public Victim victim() {
    return victim;
  }

  @Override
  public List<String> classNames() {
    String name = victim.classNames().get(target);
    return List.of("not " + name, name);
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    OneAgainstOthers classes = new OneAgainstOthers(victim.fuse(embeddings), target);
    return classes.after(classes.others().max(new int[] {1}, true));
  }

  /** Leaves the victim open, which is lent. */
  @Override
  public void close() {}
}
