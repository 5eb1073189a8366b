package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes words in the order of their weight until the victim errs (PWWS, Ren et al. 2019; the
 * greedy word swap by importance of TextAttack, Morris et al. 2020).
 *
 * <p>Words are ranked once, by how far the true class's margin drops when {@code [UNK]} takes their
 * place in the clean caption. Each in turn then becomes the candidate that lowers the margin of the
 * current caption most, or stays if none lowers it. A study ends when its victim errs, its budget
 * of words or of queries is used, or its words are. A study misread from the start stays as it is.
 *
 * <p>All studies advance together: each round is one call to the victim, with the captions of every
 * study still open. A victim that scores each caption on its own gives a study the same result in
 * any company.
 *
 * @param space the captions within reach
 * @param maxQueries most captions scored a study, the clean one included, at least 1; {@link
 *     Long#MAX_VALUE} for no limit
 */
public record GreedyWordSearch(SearchSpace space, long maxQueries) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code maxQueries} is below 1
   */
  public GreedyWordSearch {
    if (maxQueries < 1) {
      throw new IllegalArgumentException(
          "maxQueries is " + maxQueries + "; the clean caption alone needs 1");
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the victim returns another number of rows than asked for
   */
  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    List<GreedyStudy> studies =
        targets.stream().map(target -> new GreedyStudy(space, maxQueries, target)).toList();
    List<GreedyStudy> open = studies;
    while (!open.isEmpty()) {
      score(victim, open);
      open = open.stream().filter(GreedyStudy::advance).toList();
    }
    return studies.stream().map(GreedyStudy::result).toList();
  }

  private static void score(TextClassifier victim, List<GreedyStudy> open) {
    List<TextCandidate> candidates = new ArrayList<>();
    open.forEach(study -> candidates.addAll(study.asked()));
    float[][] logits = victim.logits(candidates);
    if (logits.length != candidates.size()) {
      throw new IllegalStateException(
          "the victim scored " + logits.length + " captions of " + candidates.size());
    }
    int row = 0;
    for (GreedyStudy study : open) {
      for (TextCandidate candidate : study.asked()) {
        study.answer(candidate, logits[row++]);
      }
    }
  }
}
