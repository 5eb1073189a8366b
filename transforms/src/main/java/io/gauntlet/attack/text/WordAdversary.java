package io.gauntlet.attack.text;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.victim.Embeddings;
import io.gauntlet.attack.victim.FixedImageVictim;
import io.gauntlet.attack.victim.OtherEmbeddings;
import io.gauntlet.data.Modality;
import io.gauntlet.data.words.ReportWords;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.training.Adversary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An attack on words as a training asks for it: images stay as they are, and the randomness of a
 * study is drawn from the seed of its batch.
 *
 * @param attack on the captions
 * @param words with which reports of the training part are written
 */
public record WordAdversary(TextAttack attack, ReportWords words) implements Adversary {

  @Override
  public StudyInputs attack(
      NDManager owner, Victim victim, StudyInputs studies, int[] labels, long seed) {
    try (NDManager scope = owner.newSubManager()) {
      FixedImageVictim reader =
          FixedImageVictim.of(
              scope,
              victim,
              OtherEmbeddings.of(victim, Modality.TEXT, scope, studies),
              new Embeddings(scope));
      return studies.withCaptions(
          attack.attack(reader, targets(studies.captions(), labels, seed)).stream()
              .map(AttackedText::caption)
              .toList());
    }
  }

  private List<TextTarget> targets(List<String> captions, int[] labels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < labels.length; row++) {
      TextTarget target =
          new TextTarget(row, "row-" + row, captions.get(row), labels[row], random.nextLong());
      targets.add(target.withWords(words));
    }
    return targets;
  }
}
