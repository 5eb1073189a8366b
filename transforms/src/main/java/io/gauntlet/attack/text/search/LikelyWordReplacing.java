package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.LikelyWords;
import io.gauntlet.attack.text.words.Transformation;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import java.util.List;

/**
 * Masks a word and puts in its place what the encoder's masked language model finds likely there,
 * the words first whose deletion hurts most: BAE-R (Garg and Ramakrishnan 2020, algorithm 1). Like
 * BERT-Attack (Li et al. 2020), it asks the model once, about the clean caption.
 *
 * @param candidates most candidates a word, at least 1
 * @param constraint which words may change, and to what
 * @param fraction largest share of the words changed, in {@code (0, 1]}
 * @param maxQueries most captions scored a study, at least 1; {@link Long#MAX_VALUE} for no limit;
 *     what the language model reads does not count
 */
public record LikelyWordReplacing(
    int candidates, Constraint constraint, double fraction, long maxQueries) implements TextAttack {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public LikelyWordReplacing {
    SearchRanges.checkCandidates(candidates);
    SearchRanges.checkQueries(maxQueries);
    WordShare.check(fraction);
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    GapFiller filler = OpenVictim.gapFiller(victim, "masked-lm");
    List<Words> captions = targets.stream().map(TextTarget::caption).map(Words::of).toList();
    Transformation likely = new LikelyWords(filler, captions, constraint, candidates);
    SearchSpace reach = new SearchSpace(likely, constraint, fraction);
    return new GreedyWordSearch(reach, WordImportance.DELETION, maxQueries).attack(victim, targets);
  }
}
