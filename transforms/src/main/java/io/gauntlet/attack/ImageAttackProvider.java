package io.gauntlet.attack;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import java.util.function.Function;

/** An attack on pixels that can be asked for by name. */
public non-sealed interface ImageAttackProvider extends AttackProvider<ImageAttack> {

  /** An attack on pixels as a value. */
  static ImageAttackProvider of(
      AttackDescription description, Function<AttackOptions, ImageAttack> factory) {
    record Described(AttackDescription description, Function<AttackOptions, ImageAttack> factory)
        implements ImageAttackProvider {
      @Override
      public ImageAttack create(AttackOptions options) {
        return factory.apply(options);
      }
    }
    return new Described(description, factory);
  }

  @Override
  default Modality modality() {
    return Modality.IMAGE;
  }

  /**
   * {@inheritDoc} A white box needs gradients by pixel, and logits as those who ask for scores do.
   */
  @Override
  default ThreatModel threat(AttackOptions options) {
    return description().threat(options, Capability.PIXEL_GRADIENTS);
  }
}
