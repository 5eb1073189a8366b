package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.Fusion;
import io.gauntlet.schema.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds to the outcomes of the few kept studies what people look at. */
final class Gallery {
  private final NDManager manager;
  private final StudyBatch batch;
  private final int[] rows;
  private final Map<String, Classifier> victims;
  private final Embeddings embeddings;

  Gallery(
      NDManager manager,
      StudyBatch batch,
      KeptStudies kept,
      Map<String, Classifier> victims,
      Embeddings embeddings) {
    this.manager = manager;
    this.batch = batch;
    this.rows = kept.rows(batch);
    this.victims = victims;
    this.embeddings = embeddings;
  }

  /**
   * Completes the outcomes of a cell.
   *
   * @param attacked the attacked studies that count, by row
   * @param outcomes by row
   */
  void keep(String victim, List<AttackedStudies> attacked, List<Outcome> outcomes) {
    List<Integer> pictured = new ArrayList<>();
    for (int row : rows) {
      Outcome outcome = outcomes.get(row);
      outcome.setCleanCaption(batch.captions().get(row));
      if (outcome.getAttack().equals("none") || attacked.get(row).pictures() != null) {
        pictured.add(row);
      }
    }
    Fusion sees = victims.get(victim).architecture().fusion();
    if (!pictured.isEmpty() && sees.seesPictures()) {
      picture(victims.get(victim), sees, pictured, attacked, outcomes);
    }
  }

  private void picture(
      Classifier victim,
      Fusion sees,
      List<Integer> pictured,
      List<AttackedStudies> attacked,
      List<Outcome> outcomes) {
    try (NDManager scope = manager.newSubManager()) {
      NDList rounded = new NDList();
      List<String> captions = new ArrayList<>();
      for (int row : pictured) {
        MadePictures made = attacked.get(row).pictures();
        NDArray pixels = made == null ? batch.pixels() : made.pixels();
        rounded.add(KeptStudies.rounded(scope, pixels, new int[] {row}));
        String caption = outcomes.get(row).getAdversarialCaption();
        captions.add(caption == null ? batch.captions().get(row) : caption);
      }
      NDArray shown = NDArrays.concat(rounded, 0);
      NDArray text = sees.seesWords() ? embeddings.text(scope, victim, captions) : null;
      float[][] logits = FixedImageVictim.split(victim.fuse(victim.imageEmbedding(shown), text));
      for (int i = 0; i < pictured.size(); i++) {
        Outcome outcome = outcomes.get(pictured.get(i));
        outcome.setAdversarialPicture(KeptStudies.png(shown.get(i)));
        outcome.setKeptLogits(CellOutcomes.list(logits[i]));
      }
    }
  }
}
