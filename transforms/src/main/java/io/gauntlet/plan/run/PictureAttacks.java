package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.InScope;
import io.gauntlet.attack.victim.KnownClean;
import io.gauntlet.attack.victim.KnownLook;
import io.gauntlet.attack.victim.PictureVictim;
import io.gauntlet.attack.victim.VictimCounts;
import io.gauntlet.plan.Captions;
import io.gauntlet.plan.Pictures;
import io.gauntlet.plan.PlanNode.CleanGradient;
import io.gauntlet.plan.PlanNode.MakePictures;
import io.gauntlet.plan.cost.Unasked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attacks on the pictures of a batch, and what they left. */
final class PictureAttacks {
  private final Workbench bench;
  private final StudyEmbeddings embeddings;
  private final VictimLogits logits;
  private final PictureChange none;
  private final Map<String, PixelGradient> gradients = new HashMap<>();
  private final Map<Pictures, AttackedPictures> attacked = new HashMap<>();

  PictureAttacks(Workbench bench, StudyEmbeddings embeddings, VictimLogits logits) {
    this.bench = bench;
    this.embeddings = embeddings;
    this.logits = logits;
    this.none = PictureChange.none(bench.batch().size());
  }

  /** Takes the gradient of a victim at the clean study. */
  Runnable run(CleanGradient node) {
    try (NDManager scope = bench.manager().newSubManager()) {
      NDArray pixels = InScope.copy(scope, pixels(Pictures.CLEAN));
      PixelGradient gradient =
          victim(node.victim(), Captions.CLEAN).gradient(pixels, bench.labels(), KnownLook.LOSS);
      gradient.logits().attach(bench.manager());
      gradient.gradient().attach(bench.manager());
      gradients.put(node.victim(), gradient);
    }
    return () -> {
      PixelGradient gradient = gradients.remove(node.victim());
      gradient.logits().close();
      gradient.gradient().close();
    };
  }

  /** Attacks pictures. */
  Runnable run(MakePictures node) {
    Pictures.Made made = node.made();
    try (NDManager scope = bench.manager().newSubManager()) {
      NDArray clean = InScope.copy(scope, pixels(Pictures.CLEAN));
      AttackedPictures result =
          made.against()
              .victim()
              .map(victim -> attack(made, victim, clean))
              .orElseGet(() -> attackNoVictim(made, clean));
      result.pixels().attach(bench.manager());
      attacked.put(made, result);
    }
    return () -> attacked.remove(made).pixels().close();
  }

  private AttackedPictures attack(Pictures.Made made, String victim, NDArray clean) {
    CountingVictim counted = new CountingVictim(known(made, victim, clean), bench.batch().size());
    float[][] answer = logits.of(victim, Pictures.CLEAN, made.captions());
    NDArray pixels = attack(made, new KnownClean(counted, clean, List.of(answer)), clean);
    return new AttackedPictures(pixels, PictureChange.of(pixels, clean, counted.counts()));
  }

  private AttackedPictures attackNoVictim(Pictures.Made made, NDArray clean) {
    NDArray pixels = attack(made, new Unasked(made.attack()), clean);
    VictimCounts counts = VictimCounts.none(bench.batch().size());
    return new AttackedPictures(pixels, PictureChange.of(pixels, clean, counts));
  }

  private NDArray attack(Pictures.Made made, PixelClassifier victim, NDArray clean) {
    return bench
        .attacks()
        .image(made.attack())
        .attack(victim, clean, bench.labels(), bench.seeds(made.attack()));
  }

  /** A victim whose gradient at the clean study is known, where it is. */
  private PixelClassifier known(Pictures.Made made, String name, NDArray clean) {
    PixelClassifier victim = victim(name, made.captions());
    return Optional.ofNullable(gradients.get(name))
        .filter(gradient -> made.captions().equals(Captions.CLEAN))
        .<PixelClassifier>map(gradient -> new KnownLook(victim, clean, gradient))
        .orElse(victim);
  }

  private PixelClassifier victim(String name, Captions captions) {
    return PictureVictim.of(bench.victim(name), embeddings.of(name, captions).orElse(null));
  }

  /** Pixels {@code [batch, 2, height, width]} of pictures. */
  NDArray pixels(Pictures pictures) {
    return pictures.equals(Pictures.CLEAN)
        ? bench.batch().pixels().orElseThrow()
        : attacked.get(pictures).pixels();
  }

  /** How pictures differ from the clean ones. */
  PictureChange change(Pictures pictures) {
    return pictures.equals(Pictures.CLEAN) ? none : attacked.get(pictures).change();
  }
}
