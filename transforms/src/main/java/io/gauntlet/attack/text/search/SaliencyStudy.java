package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** One study under {@link SaliencySearch}. */
final class SaliencyStudy implements StudySearch {
  private final SearchSpace space;
  private final StudyScores scores;
  private final Words clean;
  private final Queue<Change> order = new ArrayDeque<>();
  private final List<State> path = new ArrayList<>();

  /** A word's best candidate, and its place in the paper's order. */
  private record Change(int place, String candidate, double weight) {}

  private record State(Words caption, int changed) {}

  SaliencyStudy(SaliencySearch search, TextTarget target) {
    this.space = search.space().of(target);
    this.scores = new StudyScores(target, search.maxQueries());
    this.clean = Words.of(target.caption());
    path.add(new State(clean, 0));
  }

  @Override
  public StudyScores scores() {
    return scores;
  }

  @Override
  public Round begin() {
    return new Round(List.of(clean), this::tryEveryChange);
  }

  private Round tryEveryChange() {
    if (scores.misread(clean)) {
      return Round.END;
    }
    Map<Integer, List<String>> candidates = new LinkedHashMap<>();
    List<Words> captions = new ArrayList<>();
    for (int place : space.changeable(clean)) {
      captions.add(unknown(place));
      candidates.put(place, space.candidates(clean, place));
      candidates.get(place).forEach(word -> captions.add(clean.replace(place, word)));
    }
    return new Round(captions, () -> rank(candidates));
  }

  private Round rank(Map<Integer, List<String>> candidates) {
    List<Change> changes = new ArrayList<>();
    candidates.forEach((place, words) -> best(place, words).ifPresent(changes::add));
    changes.sort(Comparator.comparingDouble(Change::weight).reversed());
    order.addAll(changes);
    return changeNextWord();
  }

  /** The candidate of largest ΔP, weighed; none where queries ran out before the word. */
  private Optional<Change> best(int place, List<String> words) {
    if (!scores.knows(unknown(place))) {
      return Optional.empty();
    }
    double truth = scores.probability(clean);
    // Every weight of the softmax has the same denominator, which does not change the order.
    double saliency = Math.exp(truth - scores.probability(unknown(place)));
    return words.stream()
        .filter(word -> scores.knows(clean.replace(place, word)))
        .min(Comparator.comparingDouble(word -> scores.margin(clean.replace(place, word))))
        .map(
            word ->
                new Change(
                    place,
                    word,
                    saliency * (truth - scores.probability(clean.replace(place, word)))));
  }

  private Round changeNextWord() {
    State last = path.get(path.size() - 1);
    if (scores.misread(last.caption()) || last.changed() == space.budget(clean)) {
      return Round.END;
    }
    Change change = order.poll();
    if (change == null) {
      return Round.END;
    }
    State next =
        new State(last.caption().replace(change.place(), change.candidate()), last.changed() + 1);
    return new Round(
        List.of(next.caption()),
        () -> {
          if (!scores.knows(next.caption())) {
            return Round.END;
          }
          path.add(next);
          return changeNextWord();
        });
  }

  private Words unknown(int place) {
    return clean.replace(place, "[UNK]");
  }

  @Override
  public AttackedText result() {
    State best =
        path.stream()
            .min(Comparator.comparingDouble(state -> scores.margin(state.caption())))
            .orElseThrow();
    return new AttackedText(
        best.caption().toString(), best.changed(), clean.size(), scores.queries());
  }
}
