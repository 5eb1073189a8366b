package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;

/** One modality of a study as an attack left it. */
public sealed interface AttackedModality permits Images.Made, Captions.Made {
  /** The victim that the attack was run against. */
  Against against();

  /** The attack. */
  AttackPart attack();
}
