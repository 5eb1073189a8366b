package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import java.util.List;

/**
 * An attacker who owns one of the two views: the attack within is shown that view alone, and the
 * other one stays as it is, bit by bit.
 *
 * @param attack on pictures of one view
 * @param view the attacked one: 0 frontal, 1 lateral
 */
public record OneView(ImageAttack attack, int view) implements ImageAttack {
  private static final List<String> NAMES = List.of("both", "frontal", "lateral");

  /** An option of every attack on pixels. */
  public static final AttackOption OPTION =
      AttackOption.choice("views", NAMES, "the views that the attacker owns");

  /** An attack on the views that {@link #OPTION} names. */
  public static ImageAttack limit(ImageAttack attack, AttackOptions options) {
    int view = NAMES.indexOf(options.name(OPTION.name())) - 1;
    return view < 0 ? attack : new OneView(attack, view);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    NDArray other = view(pixels.getManager(), pixels, 1 - view);
    NDArray own = view(pixels.getManager(), pixels, view);
    return join(
        attack.attack(new HalfVictim(victim, StudyRows.all(other)), own, labels, seeds), other);
  }

  private static NDArray view(NDManager manager, NDArray pixels, int view) {
    return pixels.get(manager, new NDIndex(":, {}:{}", view, view + 1));
  }

  private NDArray join(NDArray own, NDArray other) {
    NDArray both = NDArrays.concat(view == 0 ? new NDList(own, other) : new NDList(other, own), 1);
    both.attach(own.getManager());
    return both;
  }

  /** The victim as a function of the attacked view. */
  private final class HalfVictim implements PixelClassifier {
    private final PixelClassifier victim;
    private final StudyRows other;

    HalfVictim(PixelClassifier victim, StudyRows other) {
      this.victim = victim;
      this.other = other;
    }

    @Override
    public NDArray logits(NDArray own) {
      return victim.logits(whole(own));
    }

    @Override
    public PixelGradient gradient(NDArray own, NDArray labels, Loss loss) {
      PixelGradient both = victim.gradient(whole(own), labels, loss);
      return new PixelGradient(both.logits(), view(own.getManager(), both.gradient(), view));
    }

    private NDArray whole(NDArray own) {
      return join(own, other.in(own.getManager()));
    }

    @Override
    public PixelClassifier rows(int[] rows) {
      return new HalfVictim(victim.rows(rows), other.rows(rows));
    }
  }
}
