package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import java.util.List;
import java.util.Optional;

/**
 * An attacker who owns one of the two views: the attack within is shown that view alone, and the
 * other one stays as it is, bit by bit.
 *
 * @param attack on images of one view
 * @param view the attacked one: 0 frontal, 1 lateral
 */
public record OneView(ImageAttack attack, int view) implements ImageAttack {
  private static final List<String> NAMES = List.of("both", "frontal", "lateral");

  /** The option of every image attack that says which views it changes. */
  public static final AttackOption OPTION =
      AttackOption.choice("views", NAMES, "the views that the attacker owns");

  /** An attack on the views that {@link #OPTION} names. */
  public static ImageAttack limit(ImageAttack attack, AttackOptions options) {
    int view = NAMES.indexOf(options.name(OPTION.name())) - 1;
    return view < 0 ? attack : new OneView(attack, view);
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    NDManager owner = batch.manager();
    try (NDManager scope = owner.newSubManager()) {
      NDArray other = view(scope, batch.images(), 1 - view);
      NDArray own = view(scope, batch.images(), view);
      // The logits are left out: an attacker of one view pays for its first query.
      CleanAnswer clean = new CleanAnswer(Optional.empty(), batch.clean().crossEntropyGradient());
      ImageBatch ofView = new ImageBatch(own, batch.labels(), batch.seeds(), clean);
      NDArray attacked = attack.attack(new OneViewVictim(victim, StudyRows.all(other)), ofView);
      NDArray both = join(attacked, other);
      both.attach(owner);
      return both;
    }
  }

  private static NDArray view(NDManager manager, NDArray images, int view) {
    return images.get(manager, new NDIndex(":, {}:{}", view, view + 1));
  }

  private NDArray join(NDArray own, NDArray other) {
    NDArray both = NDArrays.concat(view == 0 ? new NDList(own, other) : new NDList(other, own), 1);
    both.attach(own.getManager());
    return both;
  }

  /** The victim as a function of the attacked view. */
  private final class OneViewVictim implements ImageClassifier {
    private final ImageClassifier victim;
    private final StudyRows other;

    OneViewVictim(ImageClassifier victim, StudyRows other) {
      this.victim = victim;
      this.other = other;
    }

    @Override
    public NDArray logits(NDArray own) {
      return victim.logits(whole(own));
    }

    @Override
    public ImageGradient gradient(NDArray own, NDArray labels, Loss loss) {
      return ofView(victim.gradient(whole(own), labels, loss));
    }

    @Override
    public ImageGradient reuse(ImageGradient known) {
      return ofView(victim.reuse(known));
    }

    private ImageGradient ofView(ImageGradient both) {
      NDManager scope = both.gradient().getManager();
      return new ImageGradient(both.logits(), view(scope, both.gradient(), view));
    }

    private NDArray whole(NDArray own) {
      return join(own, other.in(own.getManager()));
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new OneViewVictim(victim.rows(rows), other.rows(rows));
    }
  }
}
