package io.gauntlet.report.gallery;

import io.gauntlet.score.ScoredAttack;
import java.util.List;
import java.util.Optional;

/**
 * One study under one attack against one victim, to look at.
 *
 * @param victim its name
 * @param attack the attack as values
 * @param study which study is shown
 * @param kept what the attack did to all studies that are kept
 * @param answers what the victim said of the study
 * @param views its images; empty where the attack leaves images alone
 * @param words its caption
 */
public record Exhibit(
    String victim,
    ScoredAttack attack,
    ShownStudy study,
    KeptCounts kept,
    Answers answers,
    Optional<Views> views,
    Words words) {

  /**
   * A study.
   *
   * @param uid identifies it
   * @param label what it truly is, in words
   */
  public record ShownStudy(String uid, String label) {}

  /**
   * Counts of the studies that are kept.
   *
   * @param all how many are kept
   * @param right how many of them were right before the attack
   * @param fooled how many of those it broke
   */
  public record KeptCounts(int all, int right, int fooled) {}

  /**
   * What a victim said of a study.
   *
   * @param before of the clean study
   * @param after of the attacked one
   * @param onKept of the attacked image rounded to 8 bits, where that is another decision
   */
  public record Answers(
      ShownDecision before, ShownDecision after, Optional<ShownDecision> onKept) {}

  /**
   * The images of a study.
   *
   * @param clean before the attack
   * @param attacked after it
   * @param difference the amplified difference
   * @param gain how many times the difference is amplified
   * @param levels the largest change of a pixel, in levels of 256
   */
  public record Views(Image clean, Image attacked, Image difference, int gain, double levels) {

    int size() {
      return clean.size() + attacked.size() + difference.size();
    }
  }

  /**
   * The caption of a study.
   *
   * @param passages the words, with what became of them; empty where the attack leaves words alone
   * @param changed words replaced or removed
   */
  public record Words(List<Passage> passages, int changed) {

    /** A caption that does not change. */
    public Words {
      passages = List.copyOf(passages);
    }

    /** How many of the words that were put in are in no report of the cohort. */
    public long unknown() {
      return passages.stream().filter(passage -> passage.fate() == Passage.Fate.UNKNOWN).count();
    }
  }

  /** Whether the victim was right before the attack and wrong after it. */
  public boolean isFooled() {
    return answers.before().right() && !answers.after().right();
  }

  int size() {
    return views.map(Views::size).orElse(0);
  }
}
