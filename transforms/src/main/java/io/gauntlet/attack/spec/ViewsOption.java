package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.victim.OneView;

/**
 * An attack on pixels with the option that all of them have: the views that the attacker owns.
 *
 * @param attack on both views
 */
record ViewsOption(ImageAttackProvider attack) implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return attack.description().with(OneView.OPTION);
  }

  @Override
  public ThreatModel threat(AttackOptions options) {
    return attack.threat(options);
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return OneView.limit(attack.create(options), options);
  }
}
