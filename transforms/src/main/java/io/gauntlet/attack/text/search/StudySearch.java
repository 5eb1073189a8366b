package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import java.util.ArrayList;
import java.util.List;

/** The search for one study's caption, told in rounds. */
interface StudySearch {

  /** What the victim has said so far. */
  StudyScores scores();

  /** The first round. */
  Round begin();

  /** The caption found, once the search is over. */
  AttackedText result();

  /**
   * Runs searches to their ends. All advance together: each round is one call to the victim, with
   * the captions of every study still open. A victim that scores each caption on its own gives a
   * study the same result in any batch.
   *
   * @return a result each, in the order given
   * @throws IllegalStateException if the victim returns another number of rows than asked for
   */
  static List<AttackedText> run(TextClassifier victim, List<? extends StudySearch> searches) {
    List<Open> open = new ArrayList<>();
    searches.forEach(search -> open.add(new Open(search)));
    open.removeIf(Open::isOver);
    while (!open.isEmpty()) {
      List<TextCandidate> asked = open.stream().flatMap(one -> one.asked.stream()).toList();
      List<Logits> logits = victim.logits(asked);
      if (logits.size() != asked.size()) {
        throw new IllegalStateException(
            "the victim scored " + logits.size() + " captions of " + asked.size());
      }
      int row = 0;
      for (Open one : open) {
        for (TextCandidate candidate : one.asked) {
          one.search.scores().put(candidate.caption(), logits.get(row++));
        }
        one.advance(one.round.next().get());
      }
      open.removeIf(Open::isOver);
    }
    return searches.stream().map(StudySearch::result).toList();
  }

  /** A search under way. */
  final class Open {
    private final StudySearch search;
    private Round round;
    private List<TextCandidate> asked;

    private Open(StudySearch search) {
      this.search = search;
      advance(search.begin());
    }

    /** Goes on as far as known answers reach. */
    private void advance(Round from) {
      round = from;
      asked = search.scores().missing(round.captions());
      while (asked.isEmpty() && !isOver()) {
        round = round.next().get();
        asked = search.scores().missing(round.captions());
      }
    }

    private boolean isOver() {
      return round.equals(Round.END);
    }
  }
}
