package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.NearestWords;
import io.gauntlet.attack.text.words.Transformation;
import io.gauntlet.attack.text.words.WordShare;
import java.util.List;

/**
 * Puts a word's neighbours in its place, the words first whose deletion hurts most: TextFooler (Jin
 * et al. 2020, algorithm 1) in the victim's own space of words, where the paper takes vectors made
 * for synonyms. Neighbours there are what the victim can hardly tell apart, or what it saw in like
 * company; their meaning may differ. Of the neighbours the one is taken that lowers the margin
 * most, where the paper takes the most similar of those that flip the decision, and no sentences
 * are compared.
 *
 * @param neighbours most candidates a word, at least 1
 * @param leastCosine candidates further away are left out, in {@code [-1, 1]}
 * @param constraint which words may change, and to what
 * @param fraction largest share of the words changed, in {@code (0, 1]}
 * @param maxQueries most captions scored a study, at least 1; {@link Long#MAX_VALUE} for no limit
 */
public record NearestWordReplacing(
    int neighbours, double leastCosine, Constraint constraint, double fraction, long maxQueries)
    implements TextAttack {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public NearestWordReplacing {
    SearchRanges.checkCandidates(neighbours);
    SearchRanges.checkCosine(leastCosine);
    SearchRanges.checkQueries(maxQueries);
    WordShare.check(fraction);
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    WordSpace space = OpenVictim.wordSpace(victim, "textfooler");
    Transformation nearest = new NearestWords(space.words(), neighbours, leastCosine);
    SearchSpace reach = new SearchSpace(nearest, constraint, fraction);
    return new GreedyWordSearch(reach, WordImportance.DELETION, maxQueries).attack(victim, targets);
  }
}
