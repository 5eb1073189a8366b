package io.gauntlet.plan;

import io.gauntlet.attack.spec.AttackPart;
import java.util.List;

/**
 * A piece of work on a batch of studies. Equal nodes are the same work, and a plan has each once:
 * that is all the sharing there is.
 */
public sealed interface PlanNode {

  /**
   * Takes the gradient at the clean pictures, with the clean captions: the first look of every
   * attack that starts there.
   *
   * @param victim the victim, by name
   */
  record LookAtClean(String victim) implements PlanNode {
    @Override
    public String toString() {
      return "gradient of " + victim + " at clean pictures";
    }
  }

  /**
   * Makes pictures.
   *
   * @param made which
   */
  record MakePictures(Pictures.Made made) implements PlanNode {
    @Override
    public String toString() {
      return "make " + made;
    }
  }

  /**
   * Searches for words, before all the pictures of a victim at once, so that one batch of
   * candidates serves them all.
   *
   * @param victim whom the words are to fool; null where the attack asks nobody
   * @param attack the attack
   * @param pictures what the victim is shown, one search each
   */
  record SearchWords(String victim, AttackPart attack, List<Pictures> pictures)
      implements PlanNode {

    /** Copies what could change. */
    public SearchWords {
      pictures = List.copyOf(pictures);
    }

    @Override
    public String toString() {
      return "search "
          + attack
          + (victim == null ? "" : " against " + victim)
          + (pictures.size() == 1 ? "" : " before " + pictures.size() + " sets of pictures");
    }
  }

  /**
   * Reads pictures.
   *
   * @param branch the classifier whose image branch reads, by name
   * @param pictures what it reads
   */
  record EmbedPictures(String branch, Pictures pictures) implements PlanNode {
    @Override
    public String toString() {
      return branch + " reads " + pictures;
    }
  }

  /**
   * Reads words.
   *
   * @param branch the classifier whose text branch reads, by name
   * @param captions what it reads
   */
  record EmbedWords(String branch, Captions captions) implements PlanNode {
    @Override
    public String toString() {
      return branch + " reads " + captions;
    }
  }

  /**
   * Fuses what was read, and writes the outcomes of a cell.
   *
   * @param cell which
   */
  record ScoreCell(Cell cell) implements PlanNode {
    @Override
    public String toString() {
      return "score " + cell;
    }
  }
}
