package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;

/**
 * An attack on studies of which some lack a view: an attacker cannot change a picture that was
 * never taken. What the attack within does to such a view reaches no victim, has no gradient, and
 * is not in its result.
 *
 * @param attack on all views
 * @param present {@code [studies, views, 1, 1]}: 1 where there is a picture, 0 where there is none
 */
public record PresentViews(ImageAttack attack, NDArray present) implements ImageAttack {

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    NDManager owner = batch.manager();
    NDArray attacked = attack.attack(new Masked(victim, StudyRows.all(present)), batch);
    try (NDManager scope = owner.newSubManager()) {
      attacked.attach(scope);
      NDArray shown = attacked.mul(present);
      shown.attach(owner);
      return shown;
    }
  }

  /** The victim, to which a view that a study lacks is black whatever it is given. */
  private static final class Masked implements ImageClassifier {
    private final ImageClassifier victim;
    private final StudyRows present;

    Masked(ImageClassifier victim, StudyRows present) {
      this.victim = victim;
      this.present = present;
    }

    @Override
    public NDArray logits(NDArray images) {
      return victim.logits(masked(images));
    }

    @Override
    public ImageGradient gradient(NDArray images, NDArray labels, Loss loss) {
      return masked(victim.gradient(masked(images), labels, loss));
    }

    @Override
    public ImageGradient reuse(ImageGradient known) {
      return masked(victim.reuse(known));
    }

    private ImageGradient masked(ImageGradient whole) {
      return new ImageGradient(whole.logits(), masked(whole.gradient()));
    }

    private NDArray masked(NDArray images) {
      NDArray shown = images.mul(present.in(images.getManager()));
      shown.attach(images.getManager());
      return shown;
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new Masked(victim.rows(rows), present.rows(rows));
    }
  }
}
