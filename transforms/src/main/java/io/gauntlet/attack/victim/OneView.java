package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.data.Studies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An attacker who owns one of the views: the attack within is shown that view alone, and the others
 * stay as they are, bit by bit.
 *
 * @param attack on images of one view
 * @param view name of the attacked one
 */
public record OneView(ImageAttack attack, String view) implements ImageAttack {
  private static final String ALL = "both";

  /** The option of every image attack that says which views it changes. */
  public static final AttackOption OPTION =
      AttackOption.choice(
          "views",
          List.of(ALL, Studies.FRONTAL, Studies.LATERAL),
          "the views that the attacker owns; both stands for all");

  /** An attack on the views that {@link #OPTION} names. */
  public static ImageAttack limit(ImageAttack attack, AttackOptions options) {
    String view = options.name(OPTION.name());
    return view.equals(ALL) ? attack : new OneView(attack, view);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the images have no such view
   */
  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    int place = batch.views().indexOf(view);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the victims see %s, and views=%s is none of them; leave the option out"
              .formatted(batch.views(), view));
    }
    NDManager owner = batch.manager();
    try (NDManager scope = owner.newSubManager()) {
      int all = batch.views().size();
      NDArray before = views(scope, batch.images(), 0, place);
      NDArray own = views(scope, batch.images(), place, place + 1);
      NDArray after = views(scope, batch.images(), place + 1, all);
      // The logits are left out: an attacker of one view pays for its first query.
      CleanAnswer clean = new CleanAnswer(Optional.empty(), batch.clean().crossEntropyGradient());
      ImageBatch ofView =
          new ImageBatch(own, ImmutableList.of(view), batch.labels(), batch.seeds(), clean);
      OneViewVictim shown =
          new OneViewVictim(victim, place, StudyRows.all(before), StudyRows.all(after));
      NDArray whole = join(before, attack.attack(shown, ofView), after);
      whole.attach(owner);
      return whole;
    }
  }

  /** Some of the views, which may be none. */
  private static NDArray views(NDManager manager, NDArray images, int first, int end) {
    return images.get(manager, new NDIndex(":, {}:{}", first, end));
  }

  private static NDArray join(NDArray before, NDArray own, NDArray after) {
    NDList all = new NDList();
    Stream.of(before, own, after).filter(views -> views.getShape().get(1) > 0).forEach(all::add);
    NDArray whole = NDArrays.concat(all, 1);
    whole.attach(own.getManager());
    return whole;
  }

  /** The victim as a function of the attacked view. */
  private static final class OneViewVictim implements ImageClassifier {
    private final ImageClassifier victim;
    private final int place;
    private final StudyRows before;
    private final StudyRows after;

    OneViewVictim(ImageClassifier victim, int place, StudyRows before, StudyRows after) {
      this.victim = victim;
      this.place = place;
      this.before = before;
      this.after = after;
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

    private ImageGradient ofView(ImageGradient whole) {
      NDManager scope = whole.gradient().getManager();
      return new ImageGradient(whole.logits(), views(scope, whole.gradient(), place, place + 1));
    }

    private NDArray whole(NDArray own) {
      NDManager scope = own.getManager();
      return join(before.in(scope), own, after.in(scope));
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new OneViewVictim(victim.rows(rows), place, before.rows(rows), after.rows(rows));
    }
  }
}
