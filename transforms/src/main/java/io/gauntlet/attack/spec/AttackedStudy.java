package io.gauntlet.attack.spec;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import java.util.Set;

/**
 * A study before a victim, clean or under the attacks so far, as an {@link AttackSpec} sees it when
 * it says what it does. Immutable. An attack on a modality always starts from the clean study,
 * while the victim sees the other modality as it was left: every budget is kept.
 *
 * @param <S> the class that implements it
 */
public interface AttackedStudy<S extends AttackedStudy<S>> {

  /** The name of the victim. */
  String victim();

  /** The modalities that the victim sees. */
  Set<Modality> seen();

  /** What the victim can do beyond giving logits. */
  Set<Capability> capabilities();

  /** The study after one attack more. */
  S under(AttackPart attack);

  /**
   * The same study before another victim.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  S before(String victim);
}
