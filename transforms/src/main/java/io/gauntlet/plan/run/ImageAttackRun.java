package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.Scopes;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.attack.victim.AimedVictim;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.attack.victim.TargetedImages;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.PlanNode.CleanGradient;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.cost.Unasked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Attacks on the images of a batch, and what they left. */
final class ImageAttackRun {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final VictimLogits logits;
  private final AttackWatch watch;
  private final ImageChange none;
  private final Map<String, ImageGradient> gradients = new HashMap<>();
  private final Map<Content.Made, AttackedImages> attacked = new HashMap<>();

  ImageAttackRun(
      Workbench bench, StudyEmbeddings embeddings, VictimLogits logits, AttackWatch watch) {
    this.bench = bench;
    this.embeddings = embeddings;
    this.logits = logits;
    this.watch = watch;
    this.none = ImageChange.none(bench.batch().size());
  }

  /** Takes the gradient of a victim at the clean study. */
  Runnable run(CleanGradient node) {
    try (NDManager scope = bench.manager().newSubManager()) {
      NDArray images = Scopes.copyInto(scope, cleanPixels());
      ImageGradient gradient =
          victim(AimedVictim.of(bench.victim(node.victim())), node.victim(), AttackedStudy.CLEAN)
              .gradient(images, bench.labels(), Loss.CROSS_ENTROPY);
      gradient.logits().attach(bench.manager());
      gradient.gradient().attach(bench.manager());
      gradients.put(node.victim(), gradient);
    }
    return () -> {
      ImageGradient gradient = gradients.remove(node.victim());
      gradient.logits().close();
      gradient.gradient().close();
    };
  }

  /** Attacks images. */
  Runnable run(MakeImages node) {
    Content.Made made = node.made();
    try (NDManager scope = bench.manager().newSubManager()) {
      NDArray clean = Scopes.copyInto(scope, cleanPixels());
      ImageBatch studies =
          ImageBatch.of(clean, bench.labels(), bench.seeds(made.attack()))
              .withViews(bench.batch().views());
      AttackedImages result = attack(made, studies);
      result.pixels().attach(bench.manager());
      attacked.put(made, result);
      watch.madeImages(made, result.pixels());
    }
    return () -> attacked.remove(made).pixels().close();
  }

  private AttackedImages attack(Content.Made made, ImageBatch studies) {
    OptionalInt target = bench.target(made.attack());
    ImageClassifier victim =
        made.against()
            .map(name -> victim(bench.aimed(name, made.attack()), name, made.beside()))
            .orElseGet(() -> new Unasked(made.attack()));
    CountingVictim counted =
        new CountingVictim(
            watch.images(made, bench.leftClasses(made.attack()), victim), studies.size());
    ImageBatch told =
        made.against()
            .map(name -> studies.withClean(clean(studies.manager(), name, made.beside())))
            .orElse(studies);
    ImageAttack named = bench.attacks().image(made.attack());
    ImageAttack aimed = target.isPresent() ? new TargetedImages(named, target.getAsInt()) : named;
    NDArray pixels = bench.batch().onPresentViews(aimed, studies.manager()).attack(counted, told);
    return new AttackedImages(pixels, ImageChange.of(pixels, studies.images(), counted.counts()));
  }

  /** What is known of a victim at the clean images of a study. */
  private CleanAnswer clean(NDManager scope, String victim, AttackedStudy study) {
    List<Logits> known = AimedVictim.aimed(bench.victim(victim), logits.of(victim, study));
    return new CleanAnswer(
        Optional.of(Logits.create(scope, known)),
        Optional.ofNullable(gradients.get(victim)).filter(gradient -> study.isClean()));
  }

  private ImageClassifier victim(Victim aimed, String name, AttackedStudy study) {
    return FixedCaptionVictim.of(aimed, embeddings.beside(Modality.IMAGE, name, study));
  }

  /** Pixels {@code [batch, views, height, width]} of images. */
  NDArray pixels(Content images) {
    return images.made().map(made -> attacked.get(made).pixels()).orElseGet(this::cleanPixels);
  }

  private NDArray cleanPixels() {
    return bench.batch().pixels().orElseThrow();
  }

  /** How images differ from the clean ones. */
  ImageChange change(Content images) {
    return images.made().map(made -> attacked.get(made).change()).orElse(none);
  }
}
