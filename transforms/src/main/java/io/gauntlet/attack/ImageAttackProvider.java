package io.gauntlet.attack;

import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import java.util.function.Function;

/** An attack on pixels that can be asked for by name. */
public non-sealed interface ImageAttackProvider extends AttackProvider<ImageAttack> {

  /** An attack on pixels as a value, after which the true class of a study holds. */
  static ImageAttackProvider of(
      AttackDescription description, Function<AttackOptions, ImageAttack> factory) {
    return of(description, Truth.HOLDS, factory);
  }

  /**
   * An attack on pixels as a value.
   *
   * @param truth whether the true class of a study still holds after it
   */
  static ImageAttackProvider of(
      AttackDescription description, Truth truth, Function<AttackOptions, ImageAttack> factory) {
    record Described(
        AttackDescription description, Truth truth, Function<AttackOptions, ImageAttack> factory)
        implements ImageAttackProvider {
      @Override
      public ThreatModel threat(AttackOptions options) {
        return ImageAttackProvider.super.threat(options).with(truth);
      }

      @Override
      public ImageAttack create(AttackOptions options) {
        return factory.apply(options);
      }
    }
    return new Described(description, truth, factory);
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
