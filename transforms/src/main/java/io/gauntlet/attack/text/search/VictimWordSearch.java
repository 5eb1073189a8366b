package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.LikelyWords;
import io.gauntlet.attack.text.words.NearestWords;
import io.gauntlet.attack.text.words.Transformation;
import io.gauntlet.attack.text.words.WordShare;
import io.gauntlet.attack.text.words.Words;
import java.util.List;

/**
 * A greedy search among candidates that the victim itself offers, the words first whose deletion
 * hurts most.
 *
 * @param candidates what a word may become
 * @param constraint which words may change, and to what
 * @param fraction largest share of the words changed, in {@code (0, 1]}
 * @param maxQueries most captions scored a study, at least 1; {@link Long#MAX_VALUE} for no limit;
 *     what the victim reads to offer candidates does not count
 */
public record VictimWordSearch(
    Candidates candidates, Constraint constraint, double fraction, long maxQueries)
    implements TextAttack {

  /** Candidates that are known only once the victim is. */
  @FunctionalInterface
  public interface Candidates {

    /**
     * What the words of the clean captions may become.
     *
     * @throws IllegalArgumentException when the victim does not show what this needs
     */
    Transformation of(TextClassifier victim, List<TextTarget> targets);
  }

  /**
   * A search among these candidates.
   *
   * @throws IllegalArgumentException when the fraction or the queries are out of range
   */
  public VictimWordSearch {
    OptionRange.atLeast("max-queries", maxQueries, 1);
    WordShare.check(fraction);
  }

  /**
   * A word's neighbours in the victim's own space of words: TextFooler (Jin et al. 2020, algorithm
   * 1), which takes vectors made for synonyms. Neighbours here are what the victim can hardly tell
   * apart, or what it saw in the same places; their meaning may differ. Of the neighbours the one
   * is taken that lowers the margin most, where the paper takes the most similar of those that flip
   * the decision, and no sentences are compared.
   *
   * @param neighbours most candidates a word, at least 1
   * @param leastCosine candidates further away are left out, in {@code [-1, 1]}
   */
  public static Candidates nearest(int neighbours, double leastCosine) {
    OptionRange.atLeast("neighbours", neighbours, 1);
    OptionRange.within("min-cosine", leastCosine, -1, 1);
    return (victim, targets) ->
        new NearestWords(
            OpenVictim.wordSpace(victim, "textfooler").words(), neighbours, leastCosine);
  }

  /**
   * What the encoder's masked language model finds likely in a word's place: BAE-R (Garg and
   * Ramakrishnan 2020, algorithm 1). Like BERT-Attack (Li et al. 2020), it asks the model once,
   * about the clean caption.
   *
   * @param candidates most candidates a word, at least 1
   * @param constraint the words that may change, of which alone the model is asked
   */
  public static Candidates likely(int candidates, Constraint constraint) {
    OptionRange.atLeast("candidates", candidates, 1);
    return (victim, targets) -> {
      GapFiller filler = OpenVictim.gapFiller(victim, "masked-lm");
      List<Words> captions = targets.stream().map(TextTarget::caption).map(Words::of).toList();
      return new LikelyWords(filler, captions, constraint, candidates);
    };
  }

  @Override
  public List<AttackedText> attack(TextClassifier victim, List<TextTarget> targets) {
    SearchSpace reach = new SearchSpace(candidates.of(victim, targets), constraint, fraction);
    return new GreedyWordSearch(reach, WordImportance.DELETION, maxQueries).attack(victim, targets);
  }
}
