package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextTarget;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** One study under {@link GreedyWordSearch}: asks for scores, and moves on once it has them. */
final class GreedyStudy {
  private static final String UNKNOWN = "[UNK]";

  private enum Stage {
    CLEAN,
    RANKING,
    CHANGING
  }

  private final SearchSpace space;
  private final long maxQueries;
  private final TextTarget target;
  private final Words clean;

  /** Logits of every caption scored so far; its size is the number of queries. */
  private final Map<String, float[]> scored = new HashMap<>();

  private final Queue<Integer> ranked = new ArrayDeque<>();
  private Stage stage = Stage.CLEAN;
  private List<Words> round;
  private List<TextCandidate> asked;
  private Words current;
  private int changed;

  GreedyStudy(SearchSpace space, long maxQueries, TextTarget target) {
    this.space = space;
    this.maxQueries = maxQueries;
    this.target = target;
    this.clean = Words.of(target.caption());
    this.current = clean;
    ask(List.of(clean));
  }

  /** Captions of this round that the victim must score: none twice, none over the limit. */
  List<TextCandidate> asked() {
    return asked;
  }

  void answer(TextCandidate candidate, float[] logits) {
    scored.put(candidate.caption(), logits);
  }

  /** Uses this round's answers, and goes on as far as known ones reach; false at the end. */
  boolean advance() {
    do {
      if (!step()) {
        return false;
      }
    } while (asked.isEmpty());
    return true;
  }

  AttackedText result() {
    return new AttackedText(current.toString(), changed, clean.size(), scored.size());
  }

  private boolean step() {
    switch (stage) {
      case CLEAN -> {
        stage = Stage.RANKING;
        List<Integer> places = misread() ? List.of() : space.changeable(clean);
        ask(places.stream().map(i -> clean.replace(i, UNKNOWN)).toList());
        return !places.isEmpty() && !spent();
      }
      case RANKING -> {
        if (spent()) {
          return false;
        }
        stage = Stage.CHANGING;
        space.changeable(clean).stream()
            .sorted(Comparator.comparingDouble(i -> margin(clean.replace(i, UNKNOWN))))
            .forEach(ranked::add);
      }
      case CHANGING -> {
        keepBest();
        if (misread() || spent() || changed == space.budget(clean)) {
          return false;
        }
      }
    }
    return askForNextWord();
  }

  private boolean askForNextWord() {
    Integer place = ranked.poll();
    if (place == null) {
      return false;
    }
    ask(
        space.transformation().candidates(current, place).stream()
            .map(candidate -> current.replace(place, candidate))
            .toList());
    return true;
  }

  private void ask(List<Words> captions) {
    round = captions;
    asked =
        captions.stream()
            .map(Words::toString)
            .distinct()
            .filter(caption -> !scored.containsKey(caption))
            .limit(maxQueries - scored.size())
            .map(caption -> new TextCandidate(target.row(), caption))
            .toList();
  }

  private void keepBest() {
    round.stream()
        .filter(caption -> scored.containsKey(caption.toString()))
        .filter(caption -> margin(caption) < margin(current))
        .min(Comparator.comparingDouble(this::margin))
        .ifPresent(
            best -> {
              current = best;
              changed++;
            });
  }

  private boolean spent() {
    return scored.size() >= maxQueries;
  }

  /** Whether the victim errs on the current caption; equal logits are read as NORMAL. */
  private boolean misread() {
    float[] logits = scored.get(current.toString());
    return (logits[1] > logits[0] ? 1 : 0) != target.label();
  }

  /** How far the true class is ahead; an attack lowers it. */
  private double margin(Words caption) {
    float[] logits = scored.get(caption.toString());
    return (double) logits[target.label()] - logits[1 - target.label()];
  }
}
