package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.schema.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Adds to the outcomes of the few kept studies what people look at. */
final class Gallery {
  private final Workbench bench;
  private final int[] rows;
  private final Function<Content, NDArray> pixels;

  /**
   * A gallery of the kept studies of a batch.
   *
   * @param pixels {@code [batch, views, height, width]} of images as an attack left them
   */
  Gallery(Workbench bench, KeptStudies kept, Function<Content, NDArray> pixels) {
    this.bench = bench;
    this.rows = kept.rows(bench.batch());
    this.pixels = pixels;
  }

  /**
   * Completes the outcomes of a cell.
   *
   * @param attacked the attacked studies that count, by row
   * @param outcomes by row
   */
  void keep(
      String victim, AttackSpec attack, List<AttackedStudies> attacked, List<Outcome> outcomes) {
    List<Integer> withImages = new ArrayList<>();
    for (int row : rows) {
      Outcome outcome = outcomes.get(row);
      outcome.setCleanCaption(bench.batch().captions().get(row));
      if (attack.equals(AttackSpec.clean()) || images(attacked.get(row)).made().isPresent()) {
        withImages.add(row);
      }
    }
    if (!withImages.isEmpty() && bench.profile(victim).sees(Modality.IMAGE)) {
      keepImages(victim, withImages, attacked, outcomes);
    }
  }

  private static Content images(AttackedStudies studies) {
    return studies.attempt().study().content(Modality.IMAGE);
  }

  private void keepImages(
      String name,
      List<Integer> withImages,
      List<AttackedStudies> attacked,
      List<Outcome> outcomes) {
    Victim victim = bench.victim(name);
    try (NDManager scope = bench.manager().newSubManager()) {
      NDList rounded = new NDList();
      List<String> captions = new ArrayList<>();
      for (int row : withImages) {
        NDArray shown = pixels.apply(images(attacked.get(row)));
        rounded.add(KeptStudies.rounded(scope, shown, new int[] {row}));
        String caption = outcomes.get(row).getAdversarialCaption();
        captions.add(caption == null ? bench.batch().captions().get(row) : caption);
      }
      NDArray shown = NDArrays.concat(rounded, 0);
      Map<Modality, NDArray> all = new EnumMap<>(Modality.class);
      victim
          .branch(ImageBranch.class)
          .ifPresent(images -> all.put(Modality.IMAGE, images.embed(shown)));
      victim
          .branch(TextBranch.class)
          .ifPresent(
              text -> all.put(Modality.TEXT, bench.embeddings().text(scope, text, captions)));
      List<Logits> logits = Logits.rows(victim.fuse(all));
      for (int i = 0; i < withImages.size(); i++) {
        Outcome outcome = outcomes.get(withImages.get(i));
        outcome.setAdversarialImage(KeptStudies.png(shown.get(i)));
        outcome.setKeptLogits(logits.get(i).toList());
      }
    }
  }
}
