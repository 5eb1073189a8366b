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
  private final Map<String, Double> leads = new HashMap<>();
  private long queries;

  StudyScores(TextTarget target, long maxQueries) {
    this.target = target;
    this.maxQueries = maxQueries;
  }

  /** Captions that the victim must score first: none twice, none over the limit. */
  List<TextCandidate> missing(List<Words> captions) {
    return captions.stream()
        .map(Words::toString)
        .distinct()
        .filter(caption -> !leads.containsKey(caption))
        .limit(maxQueries - queries)
        .map(caption -> new TextCandidate(target.row(), caption))
        .toList();
  }

  /** Takes the victim's answer, which costs a query. */
  void put(String caption, Logits answer) {
    leads.put(caption, Math.rint(answer.margin(target.label()) * DECIMALS) / DECIMALS);
    queries++;
  }

  long queries() {
    return queries;
  }

  boolean spent() {
    return queries >= maxQueries;
  }

  boolean knows(Words caption) {
    return leads.containsKey(caption.toString());
  }

  /** How far the true class is ahead; an attack lowers it. */
  double margin(Words caption) {
    return leads.get(caption.toString());
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
    return 1 / (1 + Math.exp(-margin(caption)));
  }

  /** Whether the victim errs on a caption; equal logits are read as NORMAL. */
  boolean misread(Words caption) {
    double margin = margin(caption);
    return margin < 0 || (margin == 0 && target.label() == 1);
  }
}
