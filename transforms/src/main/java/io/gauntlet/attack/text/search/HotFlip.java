package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.WordShare;
import java.util.List;

/**
 * Flips the word that the gradient says hurts most (HotFlip, Ebrahimi et al. 2018, sections 3.1 and
 * 5), again and again until the victim errs.
 *
 * <p>A flip of word a to word b moves the wrong class's lead by about (b - a) · gradient, to first
 * order, where a and b are vectors and the gradient is taken by a's. The most promising flips are
 * scored, and the one that lowers the truth's margin most is kept; the search ends when none does.
 * Only words that the victim knows as a whole can flip, and only to such. A gradient counts as a
 * query.
 *
 * @param candidates flips scored a step, at least 1
 * @param leastCosine flips to words further away are left out, in {@code [-1, 1]}; the paper has
 *     0.8, in a space made for it
 * @param constraint which words may change, and to what
 * @param fraction largest share of the words changed, in {@code (0, 1]}
 * @param maxQueries most passes a study, at least 1; {@link Long#MAX_VALUE} for no limit
 */
public record HotFlip(
    int candidates, double leastCosine, Constraint constraint, double fraction, long maxQueries)
    implements TextAttack {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public HotFlip {
    OptionRange.atLeast("candidates", candidates, 1);
    OptionRange.within("min-cosine", leastCosine, -1, 1);
    OptionRange.atLeast("max-queries", maxQueries, 1);
    WordShare.check(fraction);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the victim returns another number of rows than asked for
   */
  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    WordSpace space = OpenVictim.wordSpace(victim, "hotflip");
    List<FlipStudy> studies =
        targets.stream().map(target -> new FlipStudy(this, space.words(), target)).toList();
    List<FlipStudy> open = studies;
    while (!open.isEmpty()) {
      List<TextCandidate> captions = open.stream().map(FlipStudy::caption).toList();
      List<WordGradients> gradients =
          space.gradients(captions, open.stream().map(FlipStudy::label).toList());
      for (int i = 0; i < captions.size(); i++) {
        open.get(i).look(gradients.get(i));
      }
      StudySearch.run(victim, open);
      open = open.stream().filter(FlipStudy::isOpen).toList();
    }
    return studies.stream().map(FlipStudy::result).toList();
  }
}
