package io.gauntlet.attack;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.words.ReportWords;

/**
 * A report under attack.
 *
 * @param row the study's row in the batch, from 0
 * @param uid the study's uid
 * @param caption the clean caption, lower-cased, separated by single spaces
 * @param label the true class, from 0
 * @param seed seed of all randomness spent on this study by this attack
 * @param others reports that may stand in its place, for an attack whose {@link ThreatModel.Truth}
 *     says that it takes one: of other studies, of other patients as far as that is known, with
 *     other words; lower-cased, separated by single spaces; of the cohort, and never of the batch
 *     alone; empty for any other attack
 * @param words with which reports of the cohort are written
 */
public record TextTarget(
    int row,
    String uid,
    String caption,
    int label,
    long seed,
    ImmutableList<String> others,
    ReportWords words) {

  /** A report under attack, beside which no other one is shown, of a cohort of unknown words. */
  public TextTarget(int row, String uid, String caption, int label, long seed) {
    this(row, uid, caption, label, seed, ImmutableList.of(), ReportWords.NONE);
  }

  /** The same report as one of another class. */
  public TextTarget withLabel(int other) {
    return new TextTarget(row, uid, caption, other, seed, others, words);
  }

  /** The same report in a cohort whose reports are written with these words. */
  public TextTarget withWords(ReportWords other) {
    return new TextTarget(row, uid, caption, label, seed, others, other);
  }

  /** The same report under an attack that draws otherwise. */
  public TextTarget withSeed(long other) {
    return new TextTarget(row, uid, caption, label, other, others, words);
  }
}
