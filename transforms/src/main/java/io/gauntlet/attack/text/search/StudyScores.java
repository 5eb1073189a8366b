package io.gauntlet.attack.text.search;

import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the victim has said about the captions of one study, each asked once and within a limit. */
final class StudyScores {
  /**
   * Margins are read to four decimals: a victim's last bits vary with the company in which a
   * caption is scored, and a study must end alike in any.
   */
  private static final double DECIMALS = 1e4;

  private final TextTarget target;
  private final long maxQueries;
  private final Map<String, Score> known = new HashMap<>();
  private long queries;

  /**
   * What the victim says of a caption.
   *
   * @param margin how far the true class is ahead of the best other one
   * @param logOdds of the true class
   * @param losesTie whether the best other class is decided on where both are equal
   */
  private record Score(double margin, double logOdds, boolean losesTie) {}

  StudyScores(TextTarget target, long maxQueries) {
    this.target = target;
    this.maxQueries = maxQueries;
  }

  /** Captions that the victim must score first: none twice, none over the limit. */
  List<TextCandidate> missing(List<Words> captions) {
    return captions.stream()
        .map(Words::toString)
        .distinct()
        .filter(caption -> !known.containsKey(caption))
        .limit(maxQueries - queries)
        .map(caption -> new TextCandidate(target.row(), caption))
        .toList();
  }

  /** Takes the victim's answer, which costs a query. */
  void put(String caption, Logits answer) {
    int label = target.label();
    known.put(
        caption,
        new Score(
            rounded(answer.margin(label)),
            rounded(answer.logOdds(label)),
            answer.rival(label) < label));
    queries++;
  }

  private static double rounded(double value) {
    return Math.rint(value * DECIMALS) / DECIMALS;
  }

  long queries() {
    return queries;
  }

  boolean spent() {
    return queries >= maxQueries;
  }

  boolean knows(Words caption) {
    return known.containsKey(caption.toString());
  }

  /** How far the true class is ahead; an attack lowers it. */
  double margin(Words caption) {
    return known.get(caption.toString()).margin();
  }

  /** The caption of the lowest margin among those scored, if it is lower than that of another. */
  Optional<Words> lowest(List<Words> captions, Words than) {
    return captions.stream()
        .filter(this::knows)
        .filter(caption -> margin(caption) < margin(than))
        .min(Comparator.comparingDouble(this::margin));
  }

  /** The probability of the true class. */
  double probability(Words caption) {
    return 1 / (1 + Math.exp(-known.get(caption.toString()).logOdds()));
  }

  /** Whether the victim errs on a caption; of equal logits the first one is decided on. */
  boolean misread(Words caption) {
    Score score = known.get(caption.toString());
    return score.margin() < 0 || (score.margin() == 0 && score.losesTie());
  }
}
