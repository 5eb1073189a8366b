package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import java.util.List;

/**
 * Changes words in the order of their weight until the victim errs: the greedy word swap by
 * importance of TextAttack (Morris et al. 2020).
 *
 * <p>Words are ranked once, on the clean caption. Each in turn then becomes the candidate that
 * lowers the margin of the current caption most, or stays if none lowers it. A study ends when its
 * victim errs, its budget of words or of queries is used, or its words are. A study misread from
 * the start stays as it is.
 *
 * @param space the captions within reach
 * @param importance how words are ranked
 * @param maxQueries most captions scored a study, the clean one included, at least 1; {@link
 *     Long#MAX_VALUE} for no limit
 */
public record GreedyWordSearch(SearchSpace space, WordImportance importance, long maxQueries)
    implements TextAttack {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code maxQueries} is below 1
   */
  public GreedyWordSearch {
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
        victim, targets.stream().map(target -> new GreedyStudy(this, target)).toList());
  }
}
