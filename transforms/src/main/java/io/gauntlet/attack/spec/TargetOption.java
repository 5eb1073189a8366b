package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.victim.Target;

/**
 * Attacks with the option that all have which ask their victim: the class that it shall decide for.
 * The attack itself is the same; who runs it shows it another view of its victim.
 */
final class TargetOption {
  private TargetOption() {}

  static ImageAttackProvider of(ImageAttackProvider attack) {
    return asks(attack) ? new OfImages(attack) : attack;
  }

  static TextAttackProvider of(TextAttackProvider attack) {
    return asks(attack) ? new OfText(attack) : attack;
  }

  private static boolean asks(AttackProvider<?> attack) {
    return attack.description().knowledge() != AttackerKnowledge.NOTHING;
  }

  private record OfImages(ImageAttackProvider attack) implements ImageAttackProvider {
    @Override
    public AttackDescription description() {
      return attack.description().with(Target.OPTION);
    }

    @Override
    public ThreatModel threat(AttackOptions options) {
      return attack.threat(options);
    }

    @Override
    public ImageAttack create(AttackOptions options) {
      return attack.create(options);
    }
  }

  private record OfText(TextAttackProvider attack) implements TextAttackProvider {
    @Override
    public AttackDescription description() {
      return attack.description().with(Target.OPTION);
    }

    @Override
    public ThreatModel threat(AttackOptions options) {
      return attack.threat(options);
    }

    @Override
    public TextAttack create(AttackOptions options) {
      return attack.create(options);
    }
  }
}
