package io.gauntlet.attack.text.search;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.words.Words;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** One study under {@link GreedyWordSearch}. */
final class GreedyStudy implements StudySearch {
  private final SearchSpace space;
  private final WordImportance importance;
  private final StudyScores scores;
  private final Words clean;
  private final Queue<Integer> ranked = new ArrayDeque<>();
  private Words current;
  private int changed;

  GreedyStudy(GreedyWordSearch search, TextTarget target) {
    this.space = search.space().of(target);
    this.importance = search.importance();
    this.scores = new StudyScores(target, search.maxQueries());
    this.clean = Words.of(target.caption());
    this.current = clean;
  }

  @Override
  public StudyScores scores() {
    return scores;
  }

  @Override
  public Round begin() {
    return new Round(List.of(clean), this::probe);
  }

  private Round probe() {
    List<Integer> places = scores.misread(clean) ? List.of() : space.changeable(clean);
    return places.isEmpty() || scores.spent()
        ? Round.END
        : new Round(importance.probes(clean, places), () -> rank(places));
  }

  private Round rank(List<Integer> places) {
    if (scores.spent()) {
      return Round.END;
    }
    places.stream()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> importance.weight(clean, i, scores))
                .reversed())
        .forEach(ranked::add);
    return changeNextWord();
  }

  private Round changeNextWord() {
    Integer place = ranked.poll();
    if (place == null) {
      return Round.END;
    }
    List<Words> captions =
        space.candidates(clean, place).stream()
            .map(candidate -> current.replace(place, candidate))
            .toList();
    return new Round(captions, () -> keepBest(captions));
  }

  private Round keepBest(List<Words> captions) {
    scores
        .lowest(captions, current)
        .ifPresent(
            best -> {
              current = best;
              changed++;
            });
    return scores.misread(current) || scores.spent() || changed == space.budget(clean)
        ? Round.END
        : changeNextWord();
  }

  @Override
  public AttackedText result() {
    return new AttackedText(current.toString(), changed, clean.size(), scores.queries());
  }
}
