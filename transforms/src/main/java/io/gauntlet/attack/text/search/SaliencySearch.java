package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import java.util.List;

/**
 * Probability-weighted word saliency (PWWS, Ren et al. 2019, section 3.2 and algorithm 1).
 *
 * <p>Every word's best candidate is the one that lowers the probability of the truth most in the
 * clean caption, by ΔP. Words are then changed to it in the order of softmax(S) · ΔP, the saliency
 * S being what {@code [UNK]} in the word's place takes from that probability, until the victim
 * errs. TextAttack orders by softmax(S) · (1 - P) instead, which is another order in most captions.
 *
 * <p>The paper changes words whether they help or not, and so does this; if the victim never errs,
 * what comes back is the best caption on the way, the clean one included. Named entities, for which
 * the paper has a dictionary of its own, are words like others.
 *
 * @param space the captions within reach
 * @param maxQueries most captions scored a study, the clean one included, at least 1; {@link
 *     Long#MAX_VALUE} for no limit
 */
public record SaliencySearch(SearchSpace space, long maxQueries) implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code maxQueries} is below 1
   */
  public SaliencySearch {
    OptionRange.atLeast("max-queries", maxQueries, 1);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the victim returns another number of rows than asked for
   */
  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    return StudySearch.run(
        victim, targets.stream().map(target -> new SaliencyStudy(this, target)).toList());
  }
}
